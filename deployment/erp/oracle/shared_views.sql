-- The ERP contract on Oracle 11.2 and later, shared part: a template for ROA's administrator.
--
-- Columns, types and meaning are fixed: docs/erp-contract.md. What stands after FROM, and every expression marked
-- FILL IN, depends on the version of ROA: the names here are those of the demo ERP, not of your schema.
-- Run as the owner of the shared schema, then grant as at the end. Nothing here changes data.

CREATE OR REPLACE VIEW roa2web_users AS
SELECT u.id_util                           AS user_id,
       u.utilizator                        AS username,
       u.nume                              AS full_name,
       u.email                             AS email,              -- NULL when unknown
       CASE u.rol                                                  -- FILL IN: your roles or groups
           WHEN 'ADMIN'    THEN 'administrator'
           WHEN 'CONTABIL' THEN 'accountant'
           WHEN 'OPERATOR' THEN 'operator'
           ELSE 'viewer'
       END                                 AS role,
       CASE WHEN u.inactiv = 1 THEN 0 ELSE 1 END AS active,       -- FILL IN
       CAST(NULL AS VARCHAR2(200))         AS password_hash       -- the ERP's own function checks passwords
FROM utilizatori u;                                                -- FILL IN

CREATE OR REPLACE VIEW roa2web_companies AS
SELECT f.id_firma                          AS company_id,
       f.firma                             AS name,
       TRANSLATE(LOWER(f.firma), TO_CHAR(UNISTR('\0103\00E2\00EE\0219\015F\021B\0163')), 'aaisstt') AS name_folded,
       f.cod_fiscal                        AS cui,
       f.reg_comert                        AS registration_number, -- NULL when unknown
       f.schema_firma                      AS schema_name          -- as in ALL_USERS, upper case
FROM nom_firme f;                                                  -- FILL IN

CREATE OR REPLACE VIEW roa2web_user_companies AS
SELECT d.id_util                           AS user_id,
       d.id_firma                          AS company_id,
       CASE WHEN d.implicita = 1 THEN 1 ELSE 0 END AS is_default   -- FILL IN, or 0
FROM drepturi_firme d;                                             -- FILL IN: only rights that are in force

-- ROA2WEB signs in as one user that may read the views and nothing else (FILL IN its name).
GRANT SELECT ON roa2web_users TO roa2web;
GRANT SELECT ON roa2web_companies TO roa2web;
GRANT SELECT ON roa2web_user_companies TO roa2web;
CREATE OR REPLACE PUBLIC SYNONYM roa2web_users FOR roa2web_users;
CREATE OR REPLACE PUBLIC SYNONYM roa2web_companies FOR roa2web_companies;
CREATE OR REPLACE PUBLIC SYNONYM roa2web_user_companies FOR roa2web_user_companies;

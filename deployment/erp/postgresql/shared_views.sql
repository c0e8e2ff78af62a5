-- The ERP contract on PostgreSQL, shared part: the same columns as for SQLite, on the demo's tables or on yours.

CREATE VIEW roa2web_users AS
SELECT id_util    AS user_id,
       utilizator AS username,
       nume       AS full_name,
       email      AS email,
       rol        AS role,
       activ      AS active,
       parola     AS password_hash
FROM utilizatori;

CREATE VIEW roa2web_companies AS
SELECT id_firma      AS company_id,
       firma         AS name,
       firma_cautare AS name_folded,
       cod_fiscal    AS cui,
       reg_comert    AS registration_number,
       schema_firma  AS schema_name
FROM nom_firme;

CREATE VIEW roa2web_user_companies AS
SELECT id_util   AS user_id,
       id_firma  AS company_id,
       implicita AS is_default
FROM drepturi_firme;

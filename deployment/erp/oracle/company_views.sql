-- The ERP contract on Oracle 11.2 and later, company part: a template for ROA's administrator.
--
-- Run once in each company's schema. Columns, types and meaning are fixed: docs/erp-contract.md. What stands after
-- FROM, and every expression marked FILL IN, depends on the version of ROA: the names here are those of the demo ERP.
--
-- Rules that hold for every view:
--   amounts    NUMBER(18), bani: ROUND(lei * 100). The columns of the demo are in bani already, ROA's are in lei.
--   dates      DATE without a time of day: TRUNC(column), or the bare column where it never carries one (keeps indexes).
--   folded     TRANSLATE(LOWER(x), ...) as below; the session's character set is AL32UTF8.
--   no text is empty: Oracle takes '' for NULL, and the contract says which columns may be NULL.
-- ROA2WEB sets NLS_DATE_FORMAT = 'YYYY-MM-DD' in its sessions and compares dates with text in that form.

CREATE OR REPLACE VIEW roa2web_calendar AS
SELECT c.an                                AS year,
       c.luna                              AS month,
       CASE WHEN c.inchisa = 1 THEN 1 ELSE 0 END AS closed         -- FILL IN
FROM calendar c;                                                   -- FILL IN

CREATE OR REPLACE VIEW roa2web_partners AS
SELECT p.id_part                           AS partner_id,
       p.denumire                          AS name,
       TRANSLATE(LOWER(p.denumire), TO_CHAR(UNISTR('\0103\00E2\00EE\0219\015F\021B\0163')), 'aaisstt') AS name_folded,
       p.cod_fiscal                        AS cui,
       p.reg_comert                        AS registration_number,
       p.localitate                        AS city,
       p.este_client                       AS is_client,           -- FILL IN: 1 or 0
       p.este_furnizor                     AS is_supplier,         -- FILL IN: 1 or 0
       TRANSLATE(LOWER(p.denumire || ' ' || p.cod_fiscal),
                 TO_CHAR(UNISTR('\0103\00E2\00EE\0219\015F\021B\0163')), 'aaisstt') AS search_text
FROM nom_parteneri p;                                              -- FILL IN

CREATE OR REPLACE VIEW roa2web_accounts AS
SELECT a.cont                              AS account,             -- FILL IN: synthetic, or synthetic || '.' || analytic
       a.cont_sintetic                     AS synthetic,           -- FILL IN
       a.denumire                          AS name,
       TRANSLATE(LOWER(a.denumire), TO_CHAR(UNISTR('\0103\00E2\00EE\0219\015F\021B\0163')), 'aaisstt') AS name_folded,
       TO_NUMBER(SUBSTR(a.cont_sintetic, 1, 1)) AS account_class,
       a.functie                           AS account_function,    -- FILL IN: 'A', 'P' or 'B'
       CASE WHEN a.cont = a.cont_sintetic THEN 0 ELSE 1 END AS is_analytic,
       a.id_part                           AS partner_id,          -- NULL when the account is no partner's own
       a.valuta                            AS currency             -- NULL for lei
FROM plcont a;                                                     -- FILL IN

-- One row for each invoice with what a list needs. Where ROA computes the balance from the journal, put the whole
-- SELECT into a materialized view and index it as in sqlite/company_indexes.sql: the list reads every filter from here.
CREATE OR REPLACE VIEW roa2web_invoices AS
SELECT f.id_fact                           AS invoice_id,
       f.tip                               AS partner_type,        -- FILL IN: 'clients' or 'suppliers'
       f.serie                             AS document_series,
       f.numar                             AS document_number,     -- FILL IN: TO_CHAR of a number
       f.data                              AS document_date,
       f.scadenta                          AS due_date,            -- FILL IN: NVL(due date, date)
       f.id_part                           AS partner_id,
       p.denumire                          AS partner_name,
       TRANSLATE(LOWER(p.denumire), TO_CHAR(UNISTR('\0103\00E2\00EE\0219\015F\021B\0163')), 'aaisstt') AS partner_name_folded,
       p.cod_fiscal                        AS partner_cui,
       NVL(f.valuta, 'RON')                AS currency,
       f.net                               AS net,                 -- FILL IN: ROUND(lei * 100), and so on
       f.tva                               AS vat,
       f.total                             AS total,
       f.achitat                           AS paid,
       f.sold                              AS balance,             -- must be total - paid
       f.total_valuta                      AS currency_total,
       f.id_doc                            AS document_id,
       TRANSLATE(LOWER(p.denumire || ' ' || p.cod_fiscal || ' ' || f.serie || ' ' || f.numar),
                 TO_CHAR(UNISTR('\0103\00E2\00EE\0219\015F\021B\0163')), 'aaisstt') AS search_text
FROM facturi f                                                     -- FILL IN
JOIN nom_parteneri p ON p.id_part = f.id_part;

CREATE OR REPLACE VIEW roa2web_invoice_lines AS
SELECT d.id_det                            AS line_id,
       d.id_fact                           AS invoice_id,
       d.pozitie                           AS line_number,
       d.denumire                          AS description,
       d.um                                AS unit,
       d.cantitate                         AS quantity_thousandths, -- FILL IN: ROUND(quantity * 1000)
       d.pret                              AS unit_price,           -- FILL IN: ROUND(lei * 100)
       d.cota_tva                          AS vat_rate,             -- FILL IN: whole percent
       d.net                               AS net,
       d.tva                               AS vat,
       d.total                             AS total
FROM facturi_detalii d;                                            -- FILL IN

CREATE OR REPLACE VIEW roa2web_invoice_payments AS
SELECT i.id_inc                            AS payment_id,
       i.id_fact                           AS invoice_id,
       i.data                              AS payment_date,
       i.suma                              AS amount,              -- FILL IN: ROUND(lei * 100)
       i.fel                               AS payment_method,      -- FILL IN: 'bank', 'cash' or 'offset'
       i.numar                             AS document_number,
       i.cont                              AS account,
       i.id_doc                            AS document_id
FROM incasari_plati i;                                             -- FILL IN

-- Deleted and provisional entries stay out (FILL IN a WHERE clause).
CREATE OR REPLACE VIEW roa2web_journal AS
SELECT j.id_act                            AS entry_id,
       j.id_doc                            AS document_id,         -- FILL IN: what the lines of one note share
       j.fel                               AS document_type,       -- FILL IN: see the contract's list, else 'note'
       j.serie                             AS document_series,
       j.numar                             AS document_number,
       j.data                              AS document_date,
       j.debit                             AS debit_account,       -- FILL IN: as roa2web_accounts.account
       j.credit                            AS credit_account,
       j.debit_sintetic                    AS debit_synthetic,
       j.credit_sintetic                   AS credit_synthetic,
       j.suma                              AS amount,              -- FILL IN: ROUND(lei * 100)
       j.valuta                            AS currency,
       j.suma_valuta                       AS currency_amount,     -- FILL IN: ROUND(currency * 100)
       j.id_part                           AS partner_id,
       j.id_fact                           AS invoice_id,
       j.explicatie                        AS explanation          -- FILL IN: NVL(text, ' ')
FROM act j;                                                        -- FILL IN

CREATE OR REPLACE VIEW roa2web_opening_balances AS
SELECT s.an                                AS year,
       s.cont                              AS account,
       s.debit                             AS debit,
       s.credit                            AS credit
FROM solduri_initiale s;                                           -- FILL IN: balances at 1 January of each year

-- Without a table of monthly turnovers, this derives them from the journal; with one, select from that.
CREATE OR REPLACE VIEW roa2web_turnovers AS
SELECT t.year, t.month, t.account, SUM(t.debit) AS debit, SUM(t.credit) AS credit
FROM (SELECT EXTRACT(YEAR FROM j.document_date)  AS year,
             EXTRACT(MONTH FROM j.document_date) AS month,
             j.debit_account                     AS account,
             j.amount                            AS debit,
             0                                   AS credit
      FROM roa2web_journal j
      UNION ALL
      SELECT EXTRACT(YEAR FROM j.document_date),
             EXTRACT(MONTH FROM j.document_date),
             j.credit_account,
             0,
             j.amount
      FROM roa2web_journal j) t
GROUP BY t.year, t.month, t.account;

-- Any number that moves when the books change. ORA_ROWSCN is that of the newest block: cheap with an index-only plan
-- on small companies; on large ones a one-row table kept by a trigger is better.
CREATE OR REPLACE VIEW roa2web_change_marker AS
SELECT NVL(MAX(a.ORA_ROWSCN), 0)           AS marker
FROM act a;                                                        -- FILL IN

-- ROA2WEB's user (FILL IN its name) reads the views and nothing else.
GRANT SELECT ON roa2web_calendar TO roa2web;
GRANT SELECT ON roa2web_partners TO roa2web;
GRANT SELECT ON roa2web_accounts TO roa2web;
GRANT SELECT ON roa2web_invoices TO roa2web;
GRANT SELECT ON roa2web_invoice_lines TO roa2web;
GRANT SELECT ON roa2web_invoice_payments TO roa2web;
GRANT SELECT ON roa2web_journal TO roa2web;
GRANT SELECT ON roa2web_opening_balances TO roa2web;
GRANT SELECT ON roa2web_turnovers TO roa2web;
GRANT SELECT ON roa2web_change_marker TO roa2web;

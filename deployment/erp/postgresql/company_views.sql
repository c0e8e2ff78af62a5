-- The ERP contract on PostgreSQL, company part: the same columns as for SQLite, on the demo's tables or on yours.

CREATE VIEW roa2web_calendar AS
SELECT an      AS year,
       luna    AS month,
       inchisa AS closed
FROM calendar;

CREATE VIEW roa2web_partners AS
SELECT id_part          AS partner_id,
       denumire         AS name,
       denumire_cautare AS name_folded,
       cod_fiscal       AS cui,
       reg_comert       AS registration_number,
       localitate       AS city,
       este_client      AS is_client,
       este_furnizor    AS is_supplier,
       cautare          AS search_text
FROM nom_parteneri;

CREATE VIEW roa2web_accounts AS
SELECT cont                                        AS account,
       cont_sintetic                               AS synthetic,
       denumire                                    AS name,
       denumire_cautare                            AS name_folded,
       CAST(SUBSTR(cont_sintetic, 1, 1) AS INTEGER) AS account_class,
       functie                                     AS account_function,
       CASE WHEN cont = cont_sintetic THEN 0 ELSE 1 END AS is_analytic,
       id_part                                     AS partner_id,
       valuta                                      AS currency
FROM plcont;

CREATE VIEW roa2web_invoices AS
SELECT id_fact          AS invoice_id,
       tip              AS partner_type,
       serie            AS document_series,
       numar            AS document_number,
       data             AS document_date,
       scadenta         AS due_date,
       id_part          AS partner_id,
       partener         AS partner_name,
       partener_cautare AS partner_name_folded,
       cod_fiscal       AS partner_cui,
       valuta           AS currency,
       net              AS net,
       tva              AS vat,
       total            AS total,
       achitat          AS paid,
       sold             AS balance,
       total_valuta     AS currency_total,
       id_doc           AS document_id,
       cautare          AS search_text
FROM facturi;

CREATE VIEW roa2web_invoice_lines AS
SELECT id_det    AS line_id,
       id_fact   AS invoice_id,
       pozitie   AS line_number,
       denumire  AS description,
       um        AS unit,
       cantitate AS quantity_thousandths,
       pret      AS unit_price,
       cota_tva  AS vat_rate,
       net       AS net,
       tva       AS vat,
       total     AS total
FROM facturi_detalii;

CREATE VIEW roa2web_invoice_payments AS
SELECT id_inc  AS payment_id,
       id_fact AS invoice_id,
       data    AS payment_date,
       suma    AS amount,
       fel     AS payment_method,
       numar   AS document_number,
       cont    AS account,
       id_doc  AS document_id
FROM incasari_plati;

CREATE VIEW roa2web_journal AS
SELECT id_act          AS entry_id,
       id_doc          AS document_id,
       fel             AS document_type,
       serie           AS document_series,
       numar           AS document_number,
       data            AS document_date,
       debit           AS debit_account,
       credit          AS credit_account,
       debit_sintetic  AS debit_synthetic,
       credit_sintetic AS credit_synthetic,
       suma            AS amount,
       valuta          AS currency,
       suma_valuta     AS currency_amount,
       id_part         AS partner_id,
       id_fact         AS invoice_id,
       explicatie      AS explanation
FROM act;

CREATE VIEW roa2web_opening_balances AS
SELECT an     AS year,
       cont   AS account,
       debit  AS debit,
       credit AS credit
FROM solduri_initiale;

CREATE VIEW roa2web_turnovers AS
SELECT an     AS year,
       luna   AS month,
       cont   AS account,
       debit  AS debit,
       credit AS credit
FROM rulaje;

CREATE VIEW roa2web_change_marker AS
SELECT modificari AS marker
FROM marcaj;

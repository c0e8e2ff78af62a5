-- What people choose from while they enter receipts. Rows are data: a new VAT rate is a new migration, an edited
-- expense type is an UPDATE, and no code changes. Valid on SQLite and PostgreSQL.

-- VAT rates by date. Both ends are included; an open end is NULL. The rate is in hundredths of a percent: 2100 is 21 %.
CREATE TABLE vat_rates (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    rate_hundredths INTEGER NOT NULL CHECK (rate_hundredths BETWEEN 0 AND 10000),
    valid_from DATE NOT NULL,
    valid_to DATE,
    CHECK (valid_to IS NULL OR valid_to >= valid_from),
    UNIQUE (kind, valid_from)
);

-- 19, 9 and 5 %: Law 227/2015 (Fiscal Code), art. 291, in force from 2017-01-01.
-- 21 and 11 %: Law 141/2025, from 2025-08-01; 9 % stays for some housing until 2026-07-31.
INSERT INTO vat_rates (id, kind, name, rate_hundredths, valid_from, valid_to) VALUES
    (1, 'standard', 'Cota standard', 1900, '2017-01-01', '2025-07-31'),
    (2, 'reduced', 'Cota redusă', 900, '2017-01-01', '2025-07-31'),
    (3, 'second_reduced', 'A doua cotă redusă', 500, '2017-01-01', '2025-07-31'),
    (4, 'standard', 'Cota standard', 2100, '2025-08-01', NULL),
    (5, 'reduced', 'Cota redusă', 1100, '2025-08-01', NULL),
    (6, 'housing', 'Cota redusă pentru locuințe, tranzitorie', 900, '2025-08-01', '2026-07-31');

-- What a receipt was for, the account that it is booked on (OMFP 1802/2014), and how much of its VAT may be deducted.
-- search_text is what a search looks in: name, account and code in lower case without diacritics (core::fold).
CREATE TABLE expense_types (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    debit_account TEXT NOT NULL,
    vat_deductible_percent INTEGER NOT NULL CHECK (vat_deductible_percent BETWEEN 0 AND 100),
    position INTEGER NOT NULL UNIQUE
);

-- 50 %: vehicles that are not used only for the business (Law 227/2015, art. 298); the other half joins the expense.
-- 0 %: operations outside VAT.
INSERT INTO expense_types (code, name, search_text, debit_account, vat_deductible_percent, position) VALUES
    ('fuel', 'Combustibil', 'combustibil 6022 fuel', '6022', 50, 10),
    ('fuel_business_only', 'Combustibil, vehicul folosit exclusiv pentru firmă',
     'combustibil, vehicul folosit exclusiv pentru firma 6022 fuel_business_only', '6022', 100, 20),
    ('vehicle_parts', 'Piese auto', 'piese auto 6024 vehicle_parts', '6024', 50, 30),
    ('vehicle_repairs', 'Reparații auto', 'reparatii auto 611 vehicle_repairs', '611', 50, 40),
    ('hospitality', 'Protocol', 'protocol 6231 hospitality', '6231', 100, 50),
    ('advertising', 'Reclamă și publicitate', 'reclama si publicitate 6232 advertising', '6232', 100, 60),
    ('consumables', 'Materiale consumabile', 'materiale consumabile 604 consumables', '604', 100, 70),
    ('small_inventory', 'Obiecte de inventar', 'obiecte de inventar 603 small_inventory', '603', 100, 80),
    ('goods', 'Mărfuri', 'marfuri 607 goods', '607', 100, 90),
    ('utilities', 'Energie și apă', 'energie si apa 605 utilities', '605', 100, 100),
    ('repairs', 'Întreținere și reparații', 'intretinere si reparatii 611 repairs', '611', 100, 110),
    ('rent', 'Chirii', 'chirii 612 rent', '612', 100, 120),
    ('insurance', 'Asigurări', 'asigurari 613 insurance', '613', 0, 130),
    ('transport', 'Transport de bunuri și persoane', 'transport de bunuri si persoane 624 transport', '624', 100, 140),
    ('travel', 'Deplasări și cazare', 'deplasari si cazare 625 travel', '625', 100, 150),
    ('post_and_telecom', 'Poștă și telecomunicații', 'posta si telecomunicatii 626 post_and_telecom', '626', 100, 160),
    ('bank_fees', 'Comisioane bancare', 'comisioane bancare 627 bank_fees', '627', 0, 170),
    ('services', 'Alte servicii executate de terți', 'alte servicii executate de terti 628 services', '628', 100, 180),
    ('taxes', 'Alte impozite și taxe', 'alte impozite si taxe 635 taxes', '635', 0, 190),
    ('fines', 'Amenzi și penalități', 'amenzi si penalitati 6581 fines', '6581', 0, 200);

-- Demo ERP, one file per company. Amounts are integer bani, dates are text 'YYYY-MM-DD'.

CREATE TABLE calendar (
    an       INTEGER NOT NULL,
    luna     INTEGER NOT NULL CHECK (luna BETWEEN 1 AND 12),
    inchisa  INTEGER NOT NULL CHECK (inchisa IN (0, 1)),
    PRIMARY KEY (an, luna)
) WITHOUT ROWID;

CREATE TABLE nom_parteneri (
    id_part           INTEGER PRIMARY KEY,
    denumire          TEXT NOT NULL,
    denumire_cautare  TEXT NOT NULL,
    cod_fiscal        TEXT,
    reg_comert        TEXT,
    localitate        TEXT,
    este_client       INTEGER NOT NULL CHECK (este_client IN (0, 1)),
    este_furnizor     INTEGER NOT NULL CHECK (este_furnizor IN (0, 1)),
    cautare           TEXT NOT NULL
);

CREATE TABLE plcont (
    cont              TEXT NOT NULL PRIMARY KEY,
    cont_sintetic     TEXT NOT NULL,
    denumire          TEXT NOT NULL,
    denumire_cautare  TEXT NOT NULL,
    functie           TEXT NOT NULL CHECK (functie IN ('A', 'P', 'B')),
    id_part           INTEGER,
    valuta            TEXT
) WITHOUT ROWID;

-- What the list of invoices shows, filters and sorts by stands here in one row: no joins on the way to a page.
CREATE TABLE facturi (
    id_fact           INTEGER PRIMARY KEY,
    tip               TEXT NOT NULL CHECK (tip IN ('clients', 'suppliers')),
    serie             TEXT,
    numar             TEXT NOT NULL,
    data              TEXT NOT NULL,
    scadenta          TEXT NOT NULL,
    id_part           INTEGER NOT NULL REFERENCES nom_parteneri (id_part),
    partener          TEXT NOT NULL,
    partener_cautare  TEXT NOT NULL,
    cod_fiscal        TEXT,
    valuta            TEXT NOT NULL,
    net               INTEGER NOT NULL,
    tva               INTEGER NOT NULL,
    total             INTEGER NOT NULL,
    achitat           INTEGER NOT NULL,
    sold              INTEGER NOT NULL,
    total_valuta      INTEGER,
    id_doc            INTEGER,
    cautare           TEXT NOT NULL
);

CREATE TABLE facturi_detalii (
    id_det     INTEGER PRIMARY KEY,
    id_fact    INTEGER NOT NULL REFERENCES facturi (id_fact),
    pozitie    INTEGER NOT NULL,
    denumire   TEXT NOT NULL,
    um         TEXT NOT NULL,
    cantitate  INTEGER NOT NULL,                  -- miimi
    pret       INTEGER NOT NULL,
    cota_tva   INTEGER NOT NULL,                  -- procente
    net        INTEGER NOT NULL,
    tva        INTEGER NOT NULL,
    total      INTEGER NOT NULL
);

CREATE TABLE incasari_plati (
    id_inc   INTEGER PRIMARY KEY,
    id_fact  INTEGER NOT NULL REFERENCES facturi (id_fact),
    data     TEXT NOT NULL,
    suma     INTEGER NOT NULL,
    fel      TEXT NOT NULL CHECK (fel IN ('bank', 'cash', 'offset')),
    numar    TEXT,
    cont     TEXT,
    id_doc   INTEGER
);

CREATE TABLE act (
    id_act           INTEGER PRIMARY KEY,
    id_doc           INTEGER NOT NULL,
    fel              TEXT NOT NULL,
    serie            TEXT,
    numar            TEXT NOT NULL,
    data             TEXT NOT NULL,
    debit            TEXT NOT NULL,
    credit           TEXT NOT NULL,
    debit_sintetic   TEXT NOT NULL,
    credit_sintetic  TEXT NOT NULL,
    suma             INTEGER NOT NULL,
    valuta           TEXT,
    suma_valuta      INTEGER,
    id_part          INTEGER,
    id_fact          INTEGER,
    explicatie       TEXT NOT NULL
);

CREATE TABLE solduri_initiale (
    an      INTEGER NOT NULL,
    cont    TEXT NOT NULL,
    debit   INTEGER NOT NULL,
    credit  INTEGER NOT NULL,
    PRIMARY KEY (an, cont)
) WITHOUT ROWID;

CREATE TABLE rulaje (
    an      INTEGER NOT NULL,
    luna    INTEGER NOT NULL,
    cont    TEXT NOT NULL,
    debit   INTEGER NOT NULL,
    credit  INTEGER NOT NULL,
    PRIMARY KEY (an, luna, cont)
) WITHOUT ROWID;

CREATE TABLE marcaj (modificari INTEGER NOT NULL);

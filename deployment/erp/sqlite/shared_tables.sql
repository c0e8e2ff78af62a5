-- Demo ERP, shared file: users, companies, rights. Names as in ROA; the views of the contract stand on these.

CREATE TABLE utilizatori (
    id_util     INTEGER PRIMARY KEY,
    utilizator  TEXT NOT NULL UNIQUE,
    nume        TEXT NOT NULL,
    email       TEXT,
    rol         TEXT NOT NULL,
    activ       INTEGER NOT NULL CHECK (activ IN (0, 1)),
    parola      TEXT                              -- argon2id, PHC string format
);

CREATE TABLE nom_firme (
    id_firma       INTEGER PRIMARY KEY,
    firma          TEXT NOT NULL,
    firma_cautare  TEXT NOT NULL,
    cod_fiscal     TEXT NOT NULL,
    reg_comert     TEXT,
    schema_firma   TEXT NOT NULL UNIQUE
);

CREATE TABLE drepturi_firme (
    id_util    INTEGER NOT NULL REFERENCES utilizatori (id_util),
    id_firma   INTEGER NOT NULL REFERENCES nom_firme (id_firma),
    implicita  INTEGER NOT NULL CHECK (implicita IN (0, 1)),
    PRIMARY KEY (id_util, id_firma)
) WITHOUT ROWID;

-- What the files were generated from; one row.
CREATE TABLE demo_info (
    contract_version  INTEGER NOT NULL,
    seed              INTEGER NOT NULL,
    journal_lines     INTEGER NOT NULL,
    years             INTEGER NOT NULL,
    last_day          TEXT NOT NULL
);

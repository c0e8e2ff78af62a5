-- Demo ERP on PostgreSQL, shared schema: run with search_path set to it (docs/erp-contract.md).

CREATE TABLE utilizatori (
    id_util     BIGINT PRIMARY KEY,
    utilizator  TEXT NOT NULL UNIQUE,
    nume        TEXT NOT NULL,
    email       TEXT,
    rol         TEXT NOT NULL,
    activ       BIGINT NOT NULL CHECK (activ IN (0, 1)),
    parola      TEXT                              -- argon2id, PHC string format
);

CREATE TABLE nom_firme (
    id_firma       BIGINT PRIMARY KEY,
    firma          TEXT NOT NULL,
    firma_cautare  TEXT COLLATE "C" NOT NULL,
    cod_fiscal     TEXT NOT NULL,
    reg_comert     TEXT,
    schema_firma   TEXT NOT NULL UNIQUE
);

CREATE TABLE drepturi_firme (
    id_util    BIGINT NOT NULL REFERENCES utilizatori (id_util),
    id_firma   BIGINT NOT NULL REFERENCES nom_firme (id_firma),
    implicita  BIGINT NOT NULL CHECK (implicita IN (0, 1)),
    PRIMARY KEY (id_util, id_firma)
);

-- What the files were generated from; one row.
CREATE TABLE demo_info (
    contract_version  BIGINT NOT NULL,
    seed              BIGINT NOT NULL,
    journal_lines     BIGINT NOT NULL,
    years             BIGINT NOT NULL,
    last_day          DATE NOT NULL
);

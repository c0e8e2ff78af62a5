-- Names of the ERP that people choose from while they enter receipts: a copy, brought up to date in the background
-- (docs/decisions/0063-copied-names.md). kind is partner, account or cash_register; code the partner's id or the
-- account. generation is that of the synchronisation that has seen the row last. Valid on SQLite and PostgreSQL.
CREATE TABLE erp_names (
    company_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    cui TEXT,
    search_text TEXT NOT NULL,
    generation BIGINT NOT NULL,
    PRIMARY KEY (company_id, kind, code)
);

-- The words of search_text, to be found by their beginning.
CREATE TABLE erp_name_words (
    company_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (company_id, kind, word, code),
    FOREIGN KEY (company_id, kind, code) REFERENCES erp_names (company_id, kind, code) ON DELETE CASCADE
);
CREATE INDEX erp_name_words_by_name ON erp_name_words (company_id, kind, code);

CREATE TABLE erp_name_syncs (
    company_id BIGINT PRIMARY KEY,
    generation BIGINT NOT NULL,
    as_of BIGINT NOT NULL
);

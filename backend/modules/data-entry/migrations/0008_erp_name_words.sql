-- Each word of a name now knows how the name's other words begin, so that a search of several words passes over names
-- without looking at them (docs/decisions/0072-rarest-word-leads.md). prefixes: a bit for each beginning of one, two and
-- three signs. The copies are made anew at the next search. Valid on SQLite and PostgreSQL.
DROP TABLE erp_name_words;
DELETE FROM erp_names;
DELETE FROM erp_name_syncs;

CREATE TABLE erp_name_words (
    company_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    word TEXT NOT NULL,
    prefixes BIGINT NOT NULL,
    PRIMARY KEY (company_id, kind, code, word),
    FOREIGN KEY (company_id, kind, code) REFERENCES erp_names (company_id, kind, code) ON DELETE CASCADE
);
CREATE INDEX erp_name_words_by_word ON erp_name_words (company_id, kind, word, code, prefixes);

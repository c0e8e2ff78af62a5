-- Answers of reports as they were sent, so that a restart does not begin with an empty cache. The file may be deleted at
-- any time. Valid on SQLite and PostgreSQL.
CREATE TABLE cached_answers (
    cache_key TEXT PRIMARY KEY,
    company_id BIGINT NOT NULL,
    report TEXT NOT NULL,
    marker BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    etag TEXT NOT NULL,
    body TEXT NOT NULL,
    byte_count BIGINT NOT NULL
);

CREATE INDEX cached_answers_by_company ON cached_answers (company_id, report);

-- Holds the bytes too, so that the sum over the newest needs no bodies.
CREATE INDEX cached_answers_by_age ON cached_answers (as_of, cache_key, byte_count);

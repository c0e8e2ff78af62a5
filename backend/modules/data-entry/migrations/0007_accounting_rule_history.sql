-- Who changed the accounting rules of a company, and what from what to what. Rows are only ever added, one for each
-- version of the rules, in the transaction that made it. changes is JSON: {"changes": [{field, before, after}]}. Valid
-- on SQLite and PostgreSQL.
CREATE TABLE accounting_rule_history (
    company_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    username TEXT NOT NULL,
    address TEXT NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (company_id, version)
);

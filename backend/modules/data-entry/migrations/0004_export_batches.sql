-- Accounting notes that were given to ROA: the batch and its rows, as they were at that moment, so that the very same
-- file can be made again. Columns and their meaning: docs/roa-import.md. Valid on SQLite and PostgreSQL.
INSERT INTO counters (name, last_value) VALUES ('export_batches', 0);

-- A batch is undone once; its rows stay.
CREATE TABLE export_batches (
    id BIGINT PRIMARY KEY,
    company_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    created_by_name TEXT NOT NULL,
    receipts BIGINT NOT NULL CHECK (receipts > 0),
    total BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by BIGINT,
    undone_by_name TEXT,
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
CREATE INDEX export_batches_by_company ON export_batches (company_id, id);

CREATE TABLE export_batch_rows (
    batch_id BIGINT NOT NULL REFERENCES export_batches (id),
    position BIGINT NOT NULL,
    note BIGINT NOT NULL,
    document_date DATE,
    document_kind TEXT,
    document_number TEXT,
    supplier_name TEXT,
    supplier_cui TEXT,
    partner_id BIGINT,
    debit_account TEXT NOT NULL,
    credit_account TEXT NOT NULL,
    amount BIGINT NOT NULL,
    explanation TEXT,
    receipt_id BIGINT NOT NULL,
    PRIMARY KEY (batch_id, position)
);

CREATE INDEX receipts_by_batch ON receipts (batch_id) WHERE batch_id IS NOT NULL;

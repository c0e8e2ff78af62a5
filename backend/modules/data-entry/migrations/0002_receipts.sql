-- Receipts, their life and their history. Amounts are whole bani, rates hundredths of a percent, instants Unix
-- seconds. Ids come from `counters`, inside the transaction that uses them: an id is never given twice, not even after
-- its receipt was deleted. Valid on SQLite and PostgreSQL.

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    last_value BIGINT NOT NULL
);
INSERT INTO counters (name, last_value) VALUES ('receipts', 0), ('receipt_history', 0);

-- A draft may lack anything. supplier_key is the tax number without RO, duplicate_key what makes two receipts the same
-- (tax number, number, date, total; NULL while one of them lacks), search_text what a search looks in (core::fold),
-- problems what the rules said at the last change, as JSON, and to_check whether they said anything.
CREATE TABLE receipts (
    id BIGINT PRIMARY KEY,
    company_id BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    status TEXT NOT NULL CHECK (status IN ('draft', 'pending', 'approved', 'rejected', 'exported')),
    kind TEXT CHECK (kind IN ('bon_fiscal', 'chitanta', 'factura')),
    document_number TEXT,
    document_date DATE,
    document_time TEXT,
    supplier_name TEXT,
    supplier_cui TEXT,
    total BIGINT,
    payment_method TEXT CHECK (payment_method IN ('cash', 'card', 'mixed', 'advance', 'credit')),
    cash_amount BIGINT,
    cash_register TEXT,
    expense_type TEXT,
    description TEXT,
    entries_edited INTEGER NOT NULL CHECK (entries_edited IN (0, 1)),
    created_by BIGINT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    reject_reason TEXT,
    approved_by BIGINT,
    approved_by_name TEXT,
    batch_id BIGINT,
    supplier_key TEXT,
    supplier_folded TEXT NOT NULL,
    duplicate_key TEXT,
    search_text TEXT NOT NULL,
    problems TEXT NOT NULL,
    to_check INTEGER NOT NULL CHECK (to_check IN (0, 1)),
    CHECK ((status = 'rejected') = (reject_reason IS NOT NULL)),
    CHECK ((status IN ('approved', 'exported')) = (approved_by IS NOT NULL))
);
CREATE INDEX receipts_by_company ON receipts (company_id, id);
CREATE INDEX receipts_by_status ON receipts (company_id, status, id);
CREATE INDEX receipts_by_owner ON receipts (company_id, created_by, id);
CREATE INDEX receipts_by_date ON receipts (company_id, document_date, id);
CREATE INDEX receipts_by_duplicate_key ON receipts (company_id, duplicate_key) WHERE duplicate_key IS NOT NULL;

CREATE TABLE receipt_vat (
    receipt_id BIGINT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    rate BIGINT NOT NULL,
    base BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (receipt_id, position)
);

CREATE TABLE receipt_lines (
    receipt_id BIGINT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    description TEXT NOT NULL,
    quantity TEXT,
    amount BIGINT NOT NULL,
    PRIMARY KEY (receipt_id, position)
);

-- The accounting note: there from the moment that it was edited by hand or the receipt was submitted.
CREATE TABLE receipt_entries (
    receipt_id BIGINT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    debit_account TEXT NOT NULL,
    credit_account TEXT NOT NULL,
    amount BIGINT NOT NULL,
    partner_id BIGINT,
    explanation TEXT,
    PRIMARY KEY (receipt_id, position)
);

-- Rows are only ever added. No reference to receipts: the history of a deleted draft stays. changes is JSON:
-- {"changes": [{field, before, after}]}.
CREATE TABLE receipt_history (
    id BIGINT PRIMARY KEY,
    company_id BIGINT NOT NULL,
    receipt_id BIGINT NOT NULL,
    owner_id BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    username TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    version BIGINT NOT NULL,
    changes TEXT NOT NULL,
    UNIQUE (receipt_id, version)
);

-- What was chosen for a supplier the last time, to be offered the next time.
CREATE TABLE supplier_choices (
    company_id BIGINT NOT NULL,
    supplier_key TEXT NOT NULL,
    supplier_name TEXT NOT NULL,
    expense_type TEXT NOT NULL,
    payment_method TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (company_id, supplier_key)
);

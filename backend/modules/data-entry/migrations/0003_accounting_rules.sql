-- How receipts are booked. Company 0 holds the defaults (chart of accounts of OMFP 1802/2014); a company has a row only
-- where it differs. Valid on SQLite and PostgreSQL.

-- kind 'expense': code is an expense type, the account is debited. kind 'account': code is cash, card, advance, credit
-- (the account that is credited) or vat_deductible. Default expenses stand in expense_types.
CREATE TABLE accounting_rules (
    company_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('expense', 'account')),
    code TEXT NOT NULL,
    account TEXT NOT NULL,
    vat_deductible_percent INTEGER CHECK (vat_deductible_percent BETWEEN 0 AND 100),
    PRIMARY KEY (company_id, kind, code),
    CHECK ((kind = 'expense') = (vat_deductible_percent IS NOT NULL))
);

INSERT INTO accounting_rules (company_id, kind, code, account, vat_deductible_percent) VALUES
    (0, 'account', 'cash', '5311', NULL),
    (0, 'account', 'card', '5121', NULL),
    (0, 'account', 'advance', '542', NULL),
    (0, 'account', 'credit', '401', NULL),
    (0, 'account', 'vat_deductible', '4426', NULL);

-- The version of a company's rules, and who changed them last. No row: never changed.
CREATE TABLE accounting_rule_sets (
    company_id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT NOT NULL,
    changed_by_name TEXT NOT NULL
);

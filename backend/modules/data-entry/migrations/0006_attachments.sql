-- Pictures and PDFs of receipts. The files lie on disk under their content's hash, one for equal contents; a row says
-- which receipt has which (docs/decisions/0067-attachment-files.md). Valid on SQLite and PostgreSQL.
INSERT INTO counters (name, last_value) VALUES ('attachments', 0);

-- width and height are of the upright first page: pixels, of a PDF points. content_hash is SHA-256 in hexadecimal,
-- perceptual_hash 64 bits that differ little between pictures that look alike.
CREATE TABLE receipt_attachments (
    id BIGINT PRIMARY KEY,
    company_id BIGINT NOT NULL,
    receipt_id BIGINT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
    size_bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    pages BIGINT NOT NULL CHECK (pages >= 1),
    content_hash TEXT NOT NULL,
    perceptual_hash BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX receipt_attachments_by_receipt ON receipt_attachments (receipt_id, id);
CREATE INDEX receipt_attachments_by_content ON receipt_attachments (content_hash, company_id);

-- The perceptual hash of a picture in four parts of 16 bits: two hashes that differ in three bits or fewer have one in
-- common, so that a search looks at few rows. PDFs have none: invoices of one supplier all look alike.
CREATE TABLE attachment_hash_parts (
    company_id BIGINT NOT NULL,
    part BIGINT NOT NULL,
    attachment_id BIGINT NOT NULL REFERENCES receipt_attachments (id) ON DELETE CASCADE,
    PRIMARY KEY (company_id, part, attachment_id)
);
CREATE INDEX attachment_hash_parts_by_attachment ON attachment_hash_parts (attachment_id);

-- Requests that may be sent again because their answer was lost: the receipt that the first one made.
CREATE TABLE idempotency_keys (
    company_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    request_key TEXT NOT NULL,
    receipt_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (company_id, user_id, request_key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

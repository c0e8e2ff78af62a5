-- With the id in the index, its order too comes from it: SQLite had taken the index by company for that, and had read all
-- receipts of the company to look for a duplicate. Valid on SQLite and PostgreSQL.
DROP INDEX receipts_by_duplicate_key;
CREATE INDEX receipts_by_duplicate_key ON receipts (company_id, duplicate_key, id) WHERE duplicate_key IS NOT NULL;

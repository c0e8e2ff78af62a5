-- What users keep for themselves about reports. Instants are Unix seconds. Valid on SQLite and PostgreSQL.

-- A filter is the query string of the page that it was saved on: what a report can be asked for may grow without a
-- migration. No company in it: a filter serves every company of its user.
CREATE TABLE saved_filters (
    id BIGINT PRIMARY KEY,
    user_id BIGINT NOT NULL,
    report TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (user_id, report, name)
);

-- The last id that was given: the id of a deleted filter never comes back.
CREATE TABLE saved_filter_ids (last_id BIGINT NOT NULL);
INSERT INTO saved_filter_ids (last_id) VALUES (0);

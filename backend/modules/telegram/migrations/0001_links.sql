-- Which Telegram chats belong to which users, and the codes with which people join them. Instants are Unix seconds.
-- Valid on SQLite and PostgreSQL.

-- The key says that a user has one good code at a time: a new one ends the old one. A used code is deleted. Only a
-- slow hash of the code is here (services/link_code.hpp).
CREATE TABLE telegram_link_codes (
    user_id BIGINT PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);

-- A chat belongs to one user; a user may have several (phone of the office, own phone).
CREATE TABLE telegram_links (
    telegram_id BIGINT PRIMARY KEY,
    user_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    linked_at BIGINT NOT NULL
);
CREATE INDEX telegram_links_by_user ON telegram_links (user_id);

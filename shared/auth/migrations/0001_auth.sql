-- Sign-in sessions and what guards them. Instants are Unix seconds. Valid on SQLite and PostgreSQL.

CREATE TABLE auth_sessions (
    id TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    revoked_at BIGINT,
    revoked_because TEXT
);
CREATE INDEX auth_sessions_by_user ON auth_sessions (user_id);
CREATE INDEX auth_sessions_by_expiry ON auth_sessions (expires_at);

-- The family of refresh tokens of a session: one is good, the others are spent and kept so that one that comes back
-- is recognised. Hashes only.
CREATE TABLE auth_refresh_tokens (
    token_hash TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES auth_sessions (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT
);
CREATE INDEX auth_refresh_tokens_by_session ON auth_refresh_tokens (session_id);
CREATE INDEX auth_refresh_tokens_by_expiry ON auth_refresh_tokens (expires_at);

-- Logins that wait for the code sent by e-mail. The code's hash covers the challenge's id, of which again only the
-- hash is here: a copy of this table does not let anyone try the million codes.
CREATE TABLE auth_challenges (
    id_hash TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL,
    account_hash TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX auth_challenges_by_user ON auth_challenges (user_id);

-- Failed logins by account and by client address, also of accounts that do not exist; hashed, because people type
-- passwords into the field of the name.
CREATE TABLE auth_login_failures (
    kind TEXT NOT NULL,
    subject_hash TEXT NOT NULL,
    failures BIGINT NOT NULL,
    last_failure_at BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (kind, subject_hash)
);

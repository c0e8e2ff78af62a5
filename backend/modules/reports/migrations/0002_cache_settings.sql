-- What an administrator has set of the cache, as JSON: here and not in cache.db, which may be deleted at any time. One row.
CREATE TABLE cache_settings (content TEXT NOT NULL);

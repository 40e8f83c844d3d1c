-- What sign-in needs beside app.user: password hashes, sessions and refresh tokens.
-- None of it is an entity: it is in no description, no feed and no mirror.
CREATE TABLE app.user_password (
    tenant_id  int NOT NULL,
    user_id    uuid NOT NULL,
    hash       text NOT NULL, -- Argon2id, in its encoded form
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('app.user_password', 'SELECT, INSERT, UPDATE, DELETE');

-- One sign-in on one device: the family of its refresh tokens.
CREATE TABLE app.session (
    tenant_id      int NOT NULL,
    id             uuid NOT NULL,
    user_id        uuid NOT NULL,
    device_name    text NOT NULL DEFAULT '',
    client_id      uuid,
    address        text NOT NULL DEFAULT '',
    created_at     timestamptz NOT NULL DEFAULT now(),
    used_at        timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL, -- absolute: no rotation moves it
    revoked_at     timestamptz,
    revoked_reason text CHECK (revoked_reason IN ('signed_out', 'refresh_reused', 'administrator')),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX session_of_user ON app.session (tenant_id, user_id);
CREATE INDEX session_expiry ON app.session (tenant_id, expires_at);
SELECT app.protect('app.session', 'SELECT, INSERT, UPDATE, DELETE');

-- Only hashes: who reads this table can use no token.
CREATE TABLE app.refresh_token (
    tenant_id  int NOT NULL,
    hash       bytea NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the token
    session_id uuid NOT NULL,
    issued_at  timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    used_by    bytea, -- hash of the client that spent it: the only one with a period of grace
    PRIMARY KEY (tenant_id, hash),
    FOREIGN KEY (tenant_id, session_id) REFERENCES app.session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX refresh_token_session ON app.refresh_token (tenant_id, session_id);
SELECT app.protect('app.refresh_token', 'SELECT, INSERT, UPDATE, DELETE');

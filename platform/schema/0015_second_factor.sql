-- The second factor of a sign-in: authenticator apps, recovery codes, and who must have one.
CREATE TABLE app.user_factor (
    tenant_id    int NOT NULL,
    user_id      uuid NOT NULL,
    secret       bytea NOT NULL, -- sealed by platform/vault for this user
    created_at   timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz,    -- null: begun, and not asked for at sign-in
    last_step    bigint NOT NULL DEFAULT 0, -- of the last code taken: none is taken twice
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('app.user_factor', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.recovery_code (
    tenant_id int NOT NULL,
    user_id   uuid NOT NULL,
    hash      bytea NOT NULL CHECK (length(hash) = 32),
    used_at   timestamptz,
    PRIMARY KEY (tenant_id, user_id, hash),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user_factor (tenant_id, user_id)
        ON DELETE CASCADE
);
SELECT app.protect('app.recovery_code', 'SELECT, INSERT, UPDATE, DELETE');

-- A sign-in whose first proof was good, for a few minutes.
CREATE TABLE app.sign_in_challenge (
    tenant_id  int NOT NULL,
    hash       bytea NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the challenge
    user_id    uuid NOT NULL,
    device     jsonb NOT NULL, -- where the sign-in began
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    failures   int NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, hash),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sign_in_challenge_user ON app.sign_in_challenge (tenant_id, user_id);
SELECT app.protect('app.sign_in_challenge', 'SELECT, INSERT, UPDATE, DELETE');

-- Who must have a second factor. No row: nobody must.
CREATE TABLE app.second_factor_rule (
    tenant_id int NOT NULL REFERENCES app.tenant (tenant_id),
    required  text NOT NULL CHECK (required IN ('nobody', 'roles', 'everyone')),
    PRIMARY KEY (tenant_id)
);
SELECT app.protect('app.second_factor_rule', 'SELECT, INSERT, UPDATE, DELETE');
CREATE TABLE app.second_factor_role (
    tenant_id int NOT NULL,
    role_id   uuid NOT NULL,
    PRIMARY KEY (tenant_id, role_id),
    FOREIGN KEY (tenant_id, role_id) REFERENCES app.role (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('app.second_factor_role', 'SELECT, INSERT, UPDATE, DELETE');

-- Whether the tenant wants a second factor of the user, by a role that is held or lent.
CREATE FUNCTION app.requires_factor(tenant int, who uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM app.second_factor_rule x
        WHERE x.tenant_id = tenant AND (x.required = 'everyone' OR x.required = 'roles' AND EXISTS (
            SELECT FROM app.second_factor_role r WHERE r.tenant_id = tenant AND (
                EXISTS (SELECT FROM app.user_role h WHERE h.tenant_id = tenant
                    AND h.user_id = who AND h.role_id = r.role_id)
                OR EXISTS (SELECT FROM app.access_grant g WHERE g.tenant_id = tenant
                    AND g.user_id = who AND g.role_id = r.role_id AND g.revoked_at IS NULL
                    AND now() >= g.valid_from AND now() < g.valid_to)))))
$$;
GRANT EXECUTE ON FUNCTION app.requires_factor(int, uuid) TO tidemark_app;

-- Servers forget what they know of people whose duties changed.
CREATE TRIGGER tell_access AFTER INSERT OR UPDATE OR DELETE ON app.second_factor_rule
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_access();
CREATE TRIGGER tell_access AFTER INSERT OR UPDATE OR DELETE ON app.second_factor_role
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_access();
CREATE TRIGGER tell_access AFTER UPDATE OR DELETE ON app.user_factor
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_access();
CREATE TRIGGER tell_owed_password AFTER UPDATE ON app.user
    FOR EACH ROW WHEN (OLD.must_change_password <> NEW.must_change_password)
    EXECUTE FUNCTION app.tell_access();

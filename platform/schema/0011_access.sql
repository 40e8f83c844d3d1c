-- Who may do what beyond roles, on which devices, and who tried to sign in.

-- ---------------------------------------------------------------- departments, grants, deeds
CREATE TABLE app.department_member (
    tenant_id  int NOT NULL,
    user_id    uuid NOT NULL,
    department text NOT NULL CHECK (length(department) BETWEEN 1 AND 80),
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX department_member_department ON app.department_member (tenant_id, department);
SELECT app.protect('app.department_member', 'SELECT, INSERT, UPDATE, DELETE');

-- A role or a single permission for a while. Ended by time or by hand, never deleted.
CREATE TABLE app.access_grant (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    user_id    uuid NOT NULL,
    role_id    uuid,
    permission text,
    reason     text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    granted_by uuid NOT NULL,
    granted_at timestamptz NOT NULL DEFAULT now(),
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz NOT NULL CHECK (valid_to > valid_from),
    revoked_at timestamptz,
    revoked_by uuid,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, role_id) REFERENCES app.role (tenant_id, id),
    CHECK ((role_id IS NULL) <> (permission IS NULL)),
    CHECK (granted_by <> user_id),
    CHECK (valid_to - valid_from <= interval '90 days')
);
CREATE INDEX access_grant_user ON app.access_grant (tenant_id, user_id, valid_to);
CREATE INDEX access_grant_role ON app.access_grant (tenant_id, role_id) WHERE role_id IS NOT NULL;
SELECT app.protect('app.access_grant', 'SELECT, INSERT, UPDATE');

-- Who did a step that somebody else must follow: maker and checker differ.
CREATE TABLE app.deed (
    tenant_id int NOT NULL,
    id        uuid NOT NULL,
    entity    text NOT NULL,
    entity_id uuid NOT NULL,
    action    text NOT NULL,
    actor_id  uuid NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX deed_record ON app.deed (tenant_id, entity_id, at);
SELECT app.protect('app.deed', 'SELECT, INSERT');

-- ---------------------------------------------------------------- devices, sessions, sign-ins
-- An installation of the desk. Asked to wipe itself, it is told at its next contact.
CREATE TABLE app.device (
    tenant_id         int NOT NULL,
    id                uuid NOT NULL, -- chosen by the device
    user_id           uuid NOT NULL,
    name              text NOT NULL,
    agent             text NOT NULL,
    address           text NOT NULL,
    first_seen_at     timestamptz NOT NULL DEFAULT now(),
    seen_at           timestamptz NOT NULL DEFAULT now(),
    wipe_requested_at timestamptz,
    wipe_requested_by uuid,
    wiped_at          timestamptz,
    PRIMARY KEY (tenant_id, user_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('app.device', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE app.session
    ADD device_id uuid,
    ADD agent     text NOT NULL DEFAULT '',
    ADD method    text NOT NULL DEFAULT 'password',
    ADD active_at timestamptz NOT NULL DEFAULT now(), -- the last request that a person made
    DROP CONSTRAINT session_revoked_reason_check,
    ADD CONSTRAINT session_revoked_reason_check CHECK (revoked_reason IN ('signed_out',
        'refresh_reused', 'administrator', 'own_choice', 'inactive', 'device_wiped',
        'password_changed', 'access_changed'));
CREATE INDEX session_device ON app.session (tenant_id, user_id, device_id)
    WHERE device_id IS NOT NULL;

CREATE TABLE app.sign_in_attempt (
    tenant_id int NOT NULL,
    id        uuid NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    user_id   uuid,
    login     text NOT NULL, -- as typed, in lower case; also of nobody
    success   boolean NOT NULL,
    reason    text NOT NULL,
    method    text NOT NULL,
    address   text NOT NULL,
    device    text NOT NULL,
    agent     text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX sign_in_attempt_at ON app.sign_in_attempt (tenant_id, at DESC, id);
CREATE INDEX sign_in_attempt_login ON app.sign_in_attempt (tenant_id, login, at DESC);
CREATE INDEX sign_in_attempt_user ON app.sign_in_attempt (tenant_id, user_id, at DESC);
CREATE INDEX sign_in_attempt_address ON app.sign_in_attempt (tenant_id, address, at DESC)
    WHERE NOT success;
SELECT app.protect('app.sign_in_attempt', 'SELECT, INSERT');

-- ---------------------------------------------------------------- limits over all servers
-- The last turns of each key, in microseconds. Unlogged: a crash forgives a minute.
-- Keys are digests, of no tenant; the application reaches them by the functions alone.
CREATE UNLOGGED TABLE app.rate (
    key     bytea PRIMARY KEY,
    turns   bigint[] NOT NULL,
    ends_at timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX rate_end ON app.rate (ends_at);

-- Takes a turn when fewer than `most` were taken in the window: 0, or milliseconds to wait.
CREATE FUNCTION app.take_turn(turn_key bytea, most int, window_ms int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    taken bigint[];
    instant bigint;
    width bigint := window_ms * 1000::bigint;
BEGIN
    INSERT INTO app.rate AS r (key, turns, ends_at) VALUES (turn_key, '{}', now())
    ON CONFLICT (key) DO UPDATE SET key = r.key RETURNING r.turns INTO taken;
    instant := extract(epoch FROM clock_timestamp()) * 1000000;
    taken := ARRAY(SELECT t FROM unnest(taken) t WHERE t > instant - width ORDER BY t);
    IF cardinality(taken) >= most THEN
        RETURN greatest(1, ceil((taken[cardinality(taken) - most + 1] + width - instant) / 1000.0));
    END IF;
    UPDATE app.rate SET turns = taken || instant,
        ends_at = clock_timestamp() + make_interval(secs => window_ms / 1000.0)
    WHERE key = turn_key;
    RETURN 0;
END $$;

CREATE FUNCTION app.forget_turns() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH gone AS (DELETE FROM app.rate WHERE key IN
        (SELECT key FROM app.rate WHERE ends_at < now() LIMIT 10000 FOR UPDATE SKIP LOCKED)
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
GRANT EXECUTE ON FUNCTION app.take_turn(bytea, int, int), app.forget_turns() TO tidemark_app;

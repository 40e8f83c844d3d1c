-- Schemas, row-level security, the bookkeeping of sync, tenants and who works in them.
CREATE SCHEMA app;
CREATE SCHEMA sync;
REVOKE ALL ON SCHEMA app, sync FROM PUBLIC;
GRANT USAGE ON SCHEMA app, sync TO tidemark_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Puts a table with a tenant_id under row-level security and gives the application `rights`.
CREATE FUNCTION app.protect(target regclass, rights text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY tenant_rows ON %s
        USING (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::int)
        WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::int)', target);
    EXECUTE format('GRANT %s ON %s TO tidemark_app', rights, target);
END $$;

-- ---------------------------------------------------------------- identity of this history
-- One row. history_id and epoch change together when the database is restored or failed over.
CREATE TABLE sync.history (
    only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    history_id uuid NOT NULL DEFAULT gen_random_uuid(),
    epoch      int  NOT NULL DEFAULT 1 CHECK (epoch BETWEEN 1 AND 1023),
    sysid      bigint NOT NULL DEFAULT 0,
    timeline   int NOT NULL DEFAULT 1
);
INSERT INTO sync.history DEFAULT VALUES;
GRANT SELECT ON sync.history TO tidemark_app;

-- CACHE 1: a cached sequence would hand out versions out of lock order.
CREATE SEQUENCE sync.rv_seq AS bigint CACHE 1;
GRANT USAGE ON SEQUENCE sync.rv_seq TO tidemark_app;
-- The epoch in the top bits: no version is used twice after a failover that lost commits.
CREATE FUNCTION sync.next_rv() RETURNS bigint LANGUAGE sql VOLATILE AS
$$ SELECT ((SELECT epoch FROM sync.history)::bigint << 52) | nextval('sync.rv_seq') $$;
GRANT EXECUTE ON FUNCTION sync.next_rv() TO tidemark_app;

-- ---------------------------------------------------------------- scopes and their holders
CREATE TABLE sync.scope (
    tenant_id int NOT NULL,
    scope_id  bigint NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('tenant', 'organization')),
    class     smallint NOT NULL DEFAULT 1,
    lease_s   int NOT NULL DEFAULT 604800,
    closed    boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, scope_id)
);
SELECT app.protect('sync.scope', 'SELECT');

CREATE TABLE sync.user_scope (
    tenant_id  int NOT NULL,
    user_id    uuid NOT NULL,
    scope_id   bigint NOT NULL,
    projection smallint NOT NULL DEFAULT 0,
    rv         bigint NOT NULL,
    revoked_at timestamptz,
    reason     text,
    PRIMARY KEY (tenant_id, user_id, scope_id)
);
SELECT app.protect('sync.user_scope', 'SELECT');

-- ---------------------------------------------------------------- from writers to the feed
-- Writers append here in their own transaction; the sequencer moves it on, in cuts.
-- op: U upsert, D delete, X leave scope, G grant, R revoke, M result of a mutation (rv = its mid).
CREATE TABLE sync.pending (
    seq       bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    tenant_id int NOT NULL,
    scope_id  bigint NOT NULL,
    ent       smallint NOT NULL,
    eid       uuid NOT NULL,
    op        "char" NOT NULL CHECK (op IN ('U', 'D', 'X', 'G', 'R', 'M')),
    rv        bigint NOT NULL,
    user_id   uuid,
    client_id uuid,
    image     jsonb
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0);
CREATE INDEX pending_user ON sync.pending (tenant_id, user_id) WHERE user_id IS NOT NULL;
SELECT app.protect('sync.pending', 'SELECT, INSERT');

CREATE TABLE sync.feed (
    tenant_id int NOT NULL,
    pos       bigint NOT NULL,
    cut       bigint NOT NULL,
    cut_at    timestamptz NOT NULL,
    scope_id  bigint NOT NULL,
    ent       smallint NOT NULL,
    eid       uuid NOT NULL,
    op        "char" NOT NULL,
    rv        bigint NOT NULL,
    user_id   uuid,
    client_id uuid,
    image     jsonb,
    PRIMARY KEY (tenant_id, pos)
);
CREATE INDEX feed_scope ON sync.feed (tenant_id, scope_id, pos);
CREATE INDEX feed_client ON sync.feed (tenant_id, client_id, pos) WHERE client_id IS NOT NULL;
CREATE INDEX feed_user ON sync.feed (tenant_id, user_id, pos) WHERE user_id IS NOT NULL;
SELECT app.protect('sync.feed', 'SELECT');

CREATE TABLE sync.cut (
    tenant_id int NOT NULL,
    cut       bigint NOT NULL,
    last_pos  bigint NOT NULL,
    salt      bigint NOT NULL,
    cut_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, cut)
);
CREATE INDEX cut_position ON sync.cut (tenant_id, last_pos);
SELECT app.protect('sync.cut', 'SELECT');

CREATE TABLE sync.head (
    tenant_id int PRIMARY KEY,
    pos       bigint NOT NULL DEFAULT 0,
    cut       bigint NOT NULL DEFAULT 0,
    floor_cut bigint NOT NULL DEFAULT 0
);
SELECT app.protect('sync.head', 'SELECT');

-- Which rows there are at the head cut: the base of digests and repair.
CREATE TABLE sync.row (
    tenant_id int NOT NULL,
    scope_id  bigint NOT NULL,
    ent       smallint NOT NULL,
    eid       uuid NOT NULL,
    rv        bigint NOT NULL,
    bucket    smallint NOT NULL,
    h         bigint NOT NULL,
    PRIMARY KEY (tenant_id, ent, eid)
) WITH (fillfactor = 80); -- room for new versions on the same page: no index changes with rv
CREATE INDEX row_scope ON sync.row (tenant_id, scope_id, ent, eid);
SELECT app.protect('sync.row', 'SELECT');

-- Rows and their sum after every cut that touched them. By entity, because who may not read an
-- entity leaves it out of the sum: sums over entities add up modulo 2^64.
CREATE TABLE sync.scope_digest (
    tenant_id int NOT NULL,
    scope_id  bigint NOT NULL,
    ent       smallint NOT NULL,
    cut       bigint NOT NULL,
    n         bigint NOT NULL,
    s         numeric(20, 0) NOT NULL,
    PRIMARY KEY (tenant_id, scope_id, ent, cut)
);
SELECT app.protect('sync.scope_digest', 'SELECT');

-- ---------------------------------------------------------------- clients and their mutations
CREATE TABLE sync.client (
    tenant_id   int NOT NULL,
    client_id   uuid NOT NULL,
    user_id     uuid NOT NULL,
    incarnation bigint NOT NULL,
    device_name text NOT NULL DEFAULT '',
    last_mid    bigint NOT NULL DEFAULT 0,
    acked_cut   bigint NOT NULL DEFAULT 0,
    seen_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, client_id)
);
SELECT app.protect('sync.client', 'SELECT, INSERT, UPDATE');

-- The idempotency ledger. payload is kept only where the mutation did not succeed.
CREATE TABLE sync.mutation (
    tenant_id   int NOT NULL,
    client_id   uuid NOT NULL,
    mid         bigint NOT NULL,
    payload_sha bytea NOT NULL,
    name        text NOT NULL,
    status      text NOT NULL CHECK (status IN
        ('applied', 'merged', 'partial', 'conflict', 'rejected', 'parked', 'noop')),
    code        text,
    result      text NOT NULL,
    payload     jsonb,
    at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, client_id, mid),
    FOREIGN KEY (tenant_id, client_id) REFERENCES sync.client ON DELETE CASCADE
);
SELECT app.protect('sync.mutation', 'SELECT, INSERT');

-- ---------------------------------------------------------------- triggers of every entity
-- Sets rv under the row's lock. With an argument, the entity's code, a move to another scope is
-- told to the readers of the old one; the new image follows from sync.record_rows.
CREATE FUNCTION sync.version_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.rv := sync.next_rv();
    IF TG_OP = 'UPDATE' THEN
        IF NEW.id <> OLD.id OR NEW.tenant_id <> OLD.tenant_id THEN
            RAISE EXCEPTION 'an id of % cannot change', TG_TABLE_NAME
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.created_at := OLD.created_at;
        NEW.updated_at := clock_timestamp();
        IF TG_NARGS > 0 AND NEW.scope_id <> OLD.scope_id THEN
            INSERT INTO sync.pending (tenant_id, scope_id, ent, eid, op, rv)
            VALUES (OLD.tenant_id, OLD.scope_id, TG_ARGV[0]::smallint, OLD.id, 'X', NEW.rv);
        END IF;
    END IF;
    RETURN NEW;
END $$;

-- Appends what a statement did, while its rows are still locked.
CREATE FUNCTION sync.record_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO sync.pending (tenant_id, scope_id, ent, eid, op, rv)
        SELECT o.tenant_id, o.scope_id, TG_ARGV[0]::smallint, o.id, 'D', sync.next_rv()
        FROM old_rows o;
    ELSE
        INSERT INTO sync.pending (tenant_id, scope_id, ent, eid, op, rv, image)
        SELECT n.tenant_id, n.scope_id, TG_ARGV[0]::smallint, n.id, 'U', n.rv, to_jsonb(n)
        FROM new_rows n;
    END IF;
    RETURN NULL;
END $$;

-- Makes `target` an entity: row-level security, rv, and with a code its changes in the feed.
-- Triggers run in the order of their names: version_row comes after all that sets columns.
CREATE FUNCTION app.add_entity(target regclass, code int, rights text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    argument text := coalesce(code::text, '');
    event text[];
BEGIN
    PERFORM app.protect(target, rights);
    EXECUTE format('CREATE TRIGGER version_row BEFORE INSERT OR UPDATE ON %s
        FOR EACH ROW EXECUTE FUNCTION sync.version_row(%s)', target, argument);
    IF code IS NULL THEN
        RETURN;
    END IF;
    FOREACH event SLICE 1 IN ARRAY ARRAY[['INSERT', 'NEW TABLE AS new_rows'],
            ['UPDATE', 'NEW TABLE AS new_rows'], ['DELETE', 'OLD TABLE AS old_rows']] LOOP
        EXECUTE format('CREATE TRIGGER record_%s AFTER %s ON %s REFERENCING %s
            FOR EACH STATEMENT EXECUTE FUNCTION sync.record_rows(%s)',
            lower(event[1]), event[1], target, event[2], argument);
    END LOOP;
END $$;

-- ---------------------------------------------------------------- tenants
CREATE TABLE app.tenant (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    number      bigint NOT NULL CHECK (number = tenant_id),
    name        text NOT NULL,
    slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]{1,63}$'),
    environment text NOT NULL CHECK (environment IN ('sandbox', 'production')),
    time_zone   text NOT NULL,
    session_timeout_minutes bigint NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id)
);
SELECT app.add_entity('app.tenant', NULL, 'SELECT, INSERT, UPDATE');
-- Sign-in and workers must find tenants before they are in one: the owner's functions below may.
CREATE POLICY owner_finds_tenants ON app.tenant FOR SELECT TO tidemark_owner USING (true);

CREATE FUNCTION app.tenant_number(wanted text) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT tenant_id FROM app.tenant WHERE slug = wanted $$;
CREATE FUNCTION app.tenant_numbers() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT tenant_id FROM app.tenant ORDER BY 1 $$;
GRANT EXECUTE ON FUNCTION app.tenant_number(text), app.tenant_numbers() TO tidemark_app;

CREATE FUNCTION sync.open_tenant_scope() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO sync.scope (tenant_id, scope_id, kind) VALUES (NEW.tenant_id, 1, 'tenant');
    RETURN NULL;
END $$;
CREATE TRIGGER open_scope AFTER INSERT ON app.tenant
    FOR EACH ROW EXECUTE FUNCTION sync.open_tenant_scope();

-- ---------------------------------------------------------------- organizations, users, roles
CREATE TABLE app.organization (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    own_scope  bigint NOT NULL, -- the scope of its reports; given by the platform
    code           text NOT NULL,
    name           text NOT NULL,
    operating_name text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('fuelSupplier', 'aggregator', 'fuelProducer',
        'exemptedSupplier', 'initiativeAgreementHolder', 'government')),
    status         text NOT NULL CHECK (status IN
        ('unregistered', 'registered', 'suspended', 'canceled')),
    email          text NOT NULL,
    phone          text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, own_scope)
);
CREATE INDEX organization_name ON app.organization (tenant_id, name, id);
SELECT app.add_entity('app.organization', 2, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.user (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    login                text NOT NULL CHECK (login = lower(login)),
    display_name         text NOT NULL,
    title                text NOT NULL,
    organization_id      uuid,
    is_active            boolean NOT NULL,
    must_change_password boolean NOT NULL,
    last_sign_in_at      timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, login),
    FOREIGN KEY (tenant_id, organization_id) REFERENCES app.organization
);
CREATE INDEX user_display_name ON app.user (tenant_id, display_name, id);
CREATE INDEX user_organization ON app.user (tenant_id, organization_id);
SELECT app.add_entity('app.user', 3, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.role (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name        text NOT NULL,
    description text NOT NULL,
    permissions jsonb NOT NULL,
    is_template boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
SELECT app.add_entity('app.role', 4, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.user_role (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, user_id, role_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, role_id) REFERENCES app.role
);
CREATE INDEX user_role_role ON app.user_role (tenant_id, role_id);
SELECT app.add_entity('app.user_role', 5, 'SELECT, INSERT, UPDATE, DELETE');

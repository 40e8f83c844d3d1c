-- What sync needs beside the feed: repair by bucket, other histories, receipts, escrow, retention.

-- Keys of a scope are listed by bucket. No column of it changes with rv, so updates stay cheap.
CREATE INDEX row_bucket ON sync.row (tenant_id, scope_id, bucket, ent, eid);
DROP INDEX sync.row_scope;

-- ---------------------------------------------------------------- histories
ALTER TABLE sync.history ADD since timestamptz NOT NULL DEFAULT now();

-- Histories that ended: the database was restored, or another server took over with less.
CREATE TABLE sync.past_history (
    history_id uuid PRIMARY KEY,
    epoch      int NOT NULL,
    since      timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason     text NOT NULL CHECK (reason IN ('operator', 'server_changed'))
);
GRANT SELECT ON sync.past_history TO tidemark_app;

-- What was done before, is done again and was lost in between cannot be told apart by rv alone:
-- the epoch in its top bits sees to that.
CREATE FUNCTION sync.renew_history(why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO sync.past_history (history_id, epoch, since, reason)
    SELECT history_id, epoch, since, why FROM sync.history FOR UPDATE;
    UPDATE sync.history SET history_id = gen_random_uuid(), epoch = epoch + 1,
        since = clock_timestamp();
END $$;

-- Compares the server with the one that this history knows, at the start of every program.
CREATE FUNCTION sync.settle_history() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    known sync.history;
    server bigint := (SELECT system_identifier FROM pg_control_system());
    line int := (SELECT timeline_id FROM pg_control_checkpoint());
    is_other boolean;
BEGIN
    SELECT * INTO known FROM sync.history FOR UPDATE;
    IF known.sysid = server AND known.timeline = line THEN
        RETURN false;
    END IF;
    is_other := known.sysid <> 0; -- 0: nobody looked yet.
    IF is_other THEN
        PERFORM sync.renew_history('server_changed');
    END IF;
    UPDATE sync.history SET sysid = server, timeline = line;
    RETURN is_other;
END $$;
GRANT EXECUTE ON FUNCTION sync.settle_history() TO tidemark_app;

-- ---------------------------------------------------------------- mutations, receipts, escrow
ALTER TABLE sync.mutation
    ADD replayed_from uuid,  -- the history that had accepted it before
    ADD resolves bigint;     -- the mutation whose conflict it decides
CREATE INDEX mutation_at ON sync.mutation (at);
CREATE INDEX mutation_replayed ON sync.mutation (tenant_id, replayed_from)
    WHERE replayed_from IS NOT NULL;

-- A device says that rows are gone from it.
CREATE TABLE sync.purge_receipt (
    tenant_id int NOT NULL,
    client_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    scope_id  bigint NOT NULL,
    rv        bigint NOT NULL, -- of the revocation
    rows      bigint NOT NULL,
    bytes     bigint NOT NULL,
    escrowed  bigint NOT NULL,
    device_at timestamptz NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, client_id, scope_id, rv)
);
SELECT app.protect('sync.purge_receipt', 'SELECT, INSERT');

-- Work that its author may no longer send, for those who hold its scope.
CREATE TABLE sync.escrow (
    tenant_id int NOT NULL,
    id        uuid NOT NULL DEFAULT gen_random_uuid(),
    client_id uuid NOT NULL,
    mid       bigint NOT NULL,
    user_id   uuid NOT NULL,
    scope_id  bigint NOT NULL,
    reason    text NOT NULL,
    mutation  jsonb NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    outcome   text CHECK (outcome IN ('taken', 'discarded')),
    closed_by uuid,
    closed_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, client_id, mid)
);
CREATE INDEX escrow_scope ON sync.escrow (tenant_id, scope_id, at);
SELECT app.protect('sync.escrow', 'SELECT, INSERT, UPDATE');

-- ---------------------------------------------------------------- who may do what
-- Tells every server that permissions have to be looked up again.
CREATE FUNCTION app.tell_access() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM pg_notify('access_changed', current_setting('app.tenant', true));
    RETURN NULL;
END $$;
CREATE TRIGGER tell_access AFTER INSERT OR UPDATE OR DELETE ON app.user_role
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_access();
CREATE TRIGGER tell_access AFTER DELETE ON app.role
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_access();
CREATE TRIGGER tell_access_change AFTER UPDATE ON app.role
    FOR EACH ROW WHEN (OLD.permissions IS DISTINCT FROM NEW.permissions)
    EXECUTE FUNCTION app.tell_access();
CREATE TRIGGER tell_access AFTER DELETE ON app.user
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_access();
CREATE TRIGGER tell_access_change AFTER UPDATE ON app.user
    FOR EACH ROW WHEN (OLD.organization_id IS DISTINCT FROM NEW.organization_id
        OR OLD.is_active <> NEW.is_active)
    EXECUTE FUNCTION app.tell_access();

-- ---------------------------------------------------------------- retention
ALTER TABLE sync.head ADD floor_at timestamptz NOT NULL DEFAULT now();
DO $$
DECLARE
    name regclass;
BEGIN
    FOREACH name IN ARRAY ARRAY['sync.mutation', 'sync.escrow', 'app.idempotency_key']::regclass[]
    LOOP
        EXECUTE format('CREATE POLICY retention ON %s TO tidemark_owner USING (true)', name);
    END LOOP;
END $$;

-- Deletes at most `most` rows of each kind that are no longer kept; call it until it says 0.
-- Changes go in two steps: the floor of cursors rises first, and what is below it goes some
-- minutes later, when no pull is under way that had seen the floor before.
-- Ages are those of cuts and results, never of a transaction's start.
CREATE FUNCTION sync.trim(changes_kept interval, results_kept interval, keys_kept interval,
    most bigint, pull_longest interval DEFAULT '10 minutes') RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    one record;
    below bigint;
    done bigint := 0;
    n bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7310003) THEN
        RETURN 0;
    END IF;
    FOR one IN SELECT tenant_id, floor_cut, floor_at FROM sync.head LOOP
        IF one.floor_at < clock_timestamp() - pull_longest THEN
            SELECT last_pos INTO below FROM sync.cut
            WHERE tenant_id = one.tenant_id AND cut = one.floor_cut;
            DELETE FROM sync.feed f USING (SELECT tenant_id, pos FROM sync.feed
                WHERE tenant_id = one.tenant_id AND pos <= coalesce(below, 0)
                ORDER BY pos LIMIT most) old
            WHERE f.tenant_id = old.tenant_id AND f.pos = old.pos;
            GET DIAGNOSTICS n = ROW_COUNT;
            done := done + n;
            DELETE FROM sync.scope_digest d USING (SELECT x.scope_id, x.ent, x.cut
                FROM sync.scope_digest x
                WHERE x.tenant_id = one.tenant_id AND x.cut < one.floor_cut AND EXISTS (
                    SELECT FROM sync.scope_digest y WHERE y.tenant_id = x.tenant_id
                        AND y.scope_id = x.scope_id AND y.ent = x.ent
                        AND y.cut > x.cut AND y.cut <= one.floor_cut) LIMIT most) old
            WHERE d.tenant_id = one.tenant_id AND d.scope_id = old.scope_id AND d.ent = old.ent
                AND d.cut = old.cut;
            GET DIAGNOSTICS n = ROW_COUNT;
            done := done + n;
            DELETE FROM sync.cut c USING (SELECT cut FROM sync.cut
                WHERE tenant_id = one.tenant_id AND cut < one.floor_cut LIMIT most) old
            WHERE c.tenant_id = one.tenant_id AND c.cut = old.cut;
            GET DIAGNOSTICS n = ROW_COUNT;
            done := done + n;
        END IF;
        UPDATE sync.head SET floor_cut = old.cut, floor_at = clock_timestamp()
        FROM (SELECT max(cut) AS cut FROM sync.cut WHERE tenant_id = one.tenant_id
              AND cut_at < clock_timestamp() - changes_kept) old
        WHERE tenant_id = one.tenant_id AND old.cut > floor_cut;
    END LOOP;
    DELETE FROM sync.mutation m USING (SELECT tenant_id, client_id, mid FROM sync.mutation
        WHERE at < clock_timestamp() - results_kept ORDER BY at LIMIT most) old
    WHERE m.tenant_id = old.tenant_id AND m.client_id = old.client_id AND m.mid = old.mid;
    GET DIAGNOSTICS n = ROW_COUNT;
    done := done + n;
    DELETE FROM sync.escrow WHERE closed_at < clock_timestamp() - results_kept;
    GET DIAGNOSTICS n = ROW_COUNT;
    done := done + n;
    DELETE FROM app.idempotency_key k USING (SELECT tenant_id, user_id, key
        FROM app.idempotency_key WHERE created_at < clock_timestamp() - keys_kept LIMIT most) old
    WHERE k.tenant_id = old.tenant_id AND k.user_id = old.user_id AND k.key = old.key;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN done + n;
END $$;
GRANT EXECUTE ON FUNCTION sync.trim(interval, interval, interval, bigint, interval)
    TO tidemark_app;

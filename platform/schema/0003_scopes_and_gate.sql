-- Who holds which scope, and the sequencer that turns pending changes into consistent cuts.

-- Gives an organization the next free scope of its tenant, when none is given.
CREATE FUNCTION app.number_organization() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.own_scope IS NULL THEN
        PERFORM pg_advisory_xact_lock(7310002, NEW.tenant_id); -- two cannot draw the same number
        SELECT greatest(coalesce(max(scope_id), 0), 1000) + 1 INTO NEW.own_scope
        FROM sync.scope WHERE tenant_id = NEW.tenant_id;
    END IF;
    INSERT INTO sync.scope (tenant_id, scope_id, kind)
    VALUES (NEW.tenant_id, NEW.own_scope, 'organization') ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;
CREATE TRIGGER number_organization BEFORE INSERT ON app.organization
    FOR EACH ROW EXECUTE FUNCTION app.number_organization();

-- Grants and revokes until the user holds exactly the scopes of `organization` (all, when null).
CREATE FUNCTION sync.regrant(tenant int, holder uuid, organization uuid, active boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF current_setting('app.tenant', true) IS DISTINCT FROM tenant::text THEN
        RAISE EXCEPTION 'app.tenant is not set to the tenant % of the row', tenant;
    END IF;
    WITH wanted AS (
        SELECT s.scope_id FROM sync.scope s
        WHERE active AND s.tenant_id = tenant AND (s.kind = 'tenant' OR organization IS NULL
            OR s.scope_id = (SELECT o.own_scope FROM app.organization o
                             WHERE o.tenant_id = tenant AND o.id = organization))
    ), granted AS (
        INSERT INTO sync.user_scope AS held (tenant_id, user_id, scope_id, rv)
        SELECT tenant, holder, scope_id, sync.next_rv() FROM wanted
        ON CONFLICT (tenant_id, user_id, scope_id) DO UPDATE
            SET revoked_at = NULL, reason = NULL, rv = excluded.rv
            WHERE held.revoked_at IS NOT NULL
        RETURNING scope_id, rv, 'G'::"char" AS op
    ), revoked AS (
        UPDATE sync.user_scope held
        SET revoked_at = clock_timestamp(), rv = sync.next_rv(),
            reason = CASE WHEN active THEN 'organization_changed' ELSE 'user_inactive' END
        WHERE held.tenant_id = tenant AND held.user_id = holder AND held.revoked_at IS NULL
            AND held.scope_id NOT IN (SELECT scope_id FROM wanted)
        RETURNING scope_id, rv, 'R'::"char" AS op
    )
    INSERT INTO sync.pending (tenant_id, scope_id, ent, eid, op, rv, user_id)
    SELECT tenant, c.scope_id, 0, holder, c.op, c.rv, holder
    FROM (SELECT * FROM granted UNION ALL SELECT * FROM revoked) c;
END $$;

CREATE FUNCTION sync.regrant_user() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM sync.regrant(OLD.tenant_id, OLD.id, OLD.organization_id, false);
    ELSE
        PERFORM sync.regrant(NEW.tenant_id, NEW.id, NEW.organization_id, NEW.is_active);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER regrant AFTER INSERT OR DELETE OR UPDATE OF organization_id, is_active ON app.user
    FOR EACH ROW EXECUTE FUNCTION sync.regrant_user();

-- Whoever sees all organizations sees a new one, too.
CREATE FUNCTION sync.grant_organization() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    PERFORM sync.regrant(u.tenant_id, u.id, NULL, true) FROM app.user u
    WHERE u.tenant_id = NEW.tenant_id AND u.organization_id IS NULL AND u.is_active;
    RETURN NULL;
END $$;
CREATE TRIGGER grant_scope AFTER INSERT ON app.organization
    FOR EACH ROW EXECUTE FUNCTION sync.grant_organization();

-- The sequencer works for all tenants at once, as the owner, through sync.sequence alone.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['pending', 'feed', 'cut', 'head', 'row', 'scope_digest'] LOOP
        EXECUTE format('CREATE POLICY sequencer ON sync.%I TO tidemark_owner USING (true)
            WITH CHECK (true)', name);
    END LOOP;
END $$;

-- THE GATE. One statement moves all that its snapshot shows; a limit would split transactions.
-- The lock must be a statement of its own, so that the next one takes a new snapshot, after the
-- commit of the last holder: commit order of cuts is then the order of their numbers.
-- Joins are held to look-ups by index: plans made while tables are empty would scan them later.
-- Estimates of a queue that is mostly empty mislead, so nothing is compiled on their word either.
-- `seq > 0` is true of all rows: it lets the queue be read by its index, which skips what is gone.
CREATE FUNCTION sync.sequence() RETURNS TABLE (tenant_id int, cut bigint, n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    made record;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'sync.sequence needs read committed';
    END IF;
    PERFORM pg_advisory_xact_lock(7310001);
    IF NOT EXISTS (SELECT FROM sync.pending WHERE seq > 0) THEN
        RETURN;
    END IF;
    FOR made IN
        WITH moved AS (DELETE FROM sync.pending p WHERE p.seq > 0 RETURNING p.*),
        o AS (SELECT m.*, row_number() OVER (PARTITION BY m.tenant_id ORDER BY m.seq) rn
              FROM moved m),
        k AS (SELECT o.tenant_id, count(*) n FROM o GROUP BY 1),
        h AS (INSERT INTO sync.head AS hh (tenant_id, pos, cut)
              SELECT k.tenant_id, k.n, 1 FROM k
              ON CONFLICT ON CONSTRAINT head_pkey
              DO UPDATE SET pos = hh.pos + excluded.pos, cut = hh.cut + 1
              RETURNING hh.tenant_id, hh.pos, hh.cut),
        c AS (INSERT INTO sync.cut AS cc (tenant_id, cut, last_pos, salt)
              SELECT h.tenant_id, h.cut, h.pos, (random() * 9e18)::bigint + 1 FROM h
              RETURNING cc.tenant_id, cc.cut, cc.cut_at),
        f AS (INSERT INTO sync.feed (tenant_id, pos, cut, cut_at, scope_id, ent, eid, op, rv,
                  user_id, client_id, image)
              SELECT o.tenant_id, h.pos - k.n + o.rn, h.cut, c.cut_at, o.scope_id, o.ent, o.eid,
                  o.op, o.rv, o.user_id, o.client_id, o.image
              FROM o JOIN h USING (tenant_id) JOIN k USING (tenant_id) JOIN c USING (tenant_id)),
        last AS (SELECT DISTINCT ON (o.tenant_id, o.ent, o.eid)
                     o.tenant_id, o.scope_id, o.ent, o.eid, o.op, o.rv
                 FROM o WHERE o.op IN ('U', 'D') ORDER BY o.tenant_id, o.ent, o.eid, o.seq DESC),
        nw AS (SELECT l.tenant_id, l.scope_id, l.ent, l.eid, l.rv,
                   (get_byte(uuid_send(l.eid), 15) & 63)::smallint b,
                   ('x' || left(encode(sha256(uuid_send(l.eid) || int8send(l.rv)), 'hex'), 16))
                       ::bit(64)::bigint hash
               FROM last l WHERE l.op = 'U'),
        -- All of these read what was there before this statement.
        dd AS (SELECT z.tenant_id, z.scope_id, z.ent, sum(z.dn) dn, sum(z.ds) ds FROM (
                   SELECT r.tenant_id, r.scope_id, r.ent, -1 dn, -r.h::numeric ds
                   FROM last l JOIN sync.row r ON r.tenant_id = l.tenant_id AND r.ent = l.ent
                       AND r.eid = l.eid
                   UNION ALL
                   SELECT nw.tenant_id, nw.scope_id, nw.ent, 1, nw.hash::numeric FROM nw) z
               GROUP BY 1, 2, 3),
        dg AS (INSERT INTO sync.scope_digest (tenant_id, scope_id, ent, cut, n, s)
               SELECT dd.tenant_id, dd.scope_id, dd.ent, h.cut, coalesce(p.n, 0) + dd.dn,
                   mod(mod(coalesce(p.s, 0) + dd.ds, 18446744073709551616)
                       + 18446744073709551616, 18446744073709551616)
               FROM dd JOIN h USING (tenant_id) LEFT JOIN LATERAL (
                   SELECT x.n, x.s FROM sync.scope_digest x
                   WHERE x.tenant_id = dd.tenant_id AND x.scope_id = dd.scope_id
                       AND x.ent = dd.ent ORDER BY x.cut DESC LIMIT 1) p ON true),
        gone AS (DELETE FROM sync.row r USING last l WHERE l.op = 'D'
                 AND r.tenant_id = l.tenant_id AND r.ent = l.ent AND r.eid = l.eid),
        kept AS (INSERT INTO sync.row AS r (tenant_id, scope_id, ent, eid, rv, bucket, h)
                 SELECT nw.tenant_id, nw.scope_id, nw.ent, nw.eid, nw.rv, nw.b, nw.hash FROM nw
                 ON CONFLICT ON CONSTRAINT row_pkey
                 DO UPDATE SET scope_id = excluded.scope_id, rv = excluded.rv, h = excluded.h)
        SELECT h.tenant_id, h.cut, k.n FROM h JOIN k USING (tenant_id)
    LOOP
        -- One wake-up per cut for the other processes; NOTIFY takes a lock of the whole database.
        PERFORM pg_notify('sync_cut', made.tenant_id || ' ' || made.cut);
        tenant_id := made.tenant_id;
        cut := made.cut;
        n := made.n;
        RETURN NEXT;
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION sync.sequence() TO tidemark_app;

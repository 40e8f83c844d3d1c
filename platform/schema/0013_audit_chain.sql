-- The audit can be added to and never changed, and each entry is bound to those before it.
ALTER TABLE app.audit_entry
    ADD device text NOT NULL DEFAULT '',
    ADD agent  text NOT NULL DEFAULT '';

CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append_only' USING DETAIL = TG_TABLE_NAME || ' can only be added to.',
        HINT = 'Add an entry that corrects the other one.';
END $$;

-- Entries that are not chained yet. Chaining takes a moment of its own, so that writers of one
-- tenant do not wait for each other.
CREATE TABLE app.audit_pending (
    tenant_id int NOT NULL,
    entry_id  uuid NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, entry_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0);
SELECT app.protect('app.audit_pending', 'SELECT, INSERT');

CREATE FUNCTION app.await_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO app.audit_pending (tenant_id, entry_id) SELECT n.tenant_id, n.id FROM new_rows n;
    RETURN NULL;
END $$;
CREATE TRIGGER await_chain AFTER INSERT ON app.audit_entry REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION app.await_chain();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- hash = SHA-256(hash before ‖ text of the entry); before the first: 32 zero bytes.
CREATE TABLE app.audit_chain (
    tenant_id int NOT NULL,
    seq       bigint NOT NULL CHECK (seq > 0),
    entry_id  uuid NOT NULL,
    hash      bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant_id, seq),
    UNIQUE (tenant_id, entry_id)
);
SELECT app.protect('app.audit_chain', 'SELECT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- The platform's signature under the newest hash, now and then: who rewrites the whole chain in
-- the database cannot sign it.
CREATE TABLE app.audit_seal (
    tenant_id int NOT NULL,
    seq       bigint NOT NULL,
    hash      bytea NOT NULL,
    key_id    text NOT NULL,
    signature bytea NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, seq)
);
SELECT app.protect('app.audit_seal', 'SELECT, INSERT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- What is hashed, signed and exported of an entry.
CREATE FUNCTION app.audit_text(tenant int, seq bigint, e app.audit_entry) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT json_build_object('tenant', tenant, 'seq', seq::text, 'id', e.id,
        'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'actorId', e.actor_id, 'actor', e.actor, 'action', e.action, 'entity', e.entity,
        'entityId', e.entity_id, 'before', e.before, 'after', e.after,
        'requestId', e.request_id, 'address', e.address, 'device', e.device,
        'agent', e.agent)::text
$$;

CREATE POLICY chainer ON app.audit_entry FOR SELECT TO tidemark_owner USING (true);
CREATE POLICY chainer ON app.audit_pending TO tidemark_owner USING (true);
CREATE POLICY chainer ON app.audit_chain TO tidemark_owner USING (true) WITH CHECK (true);

-- Chains what is pending, of all tenants; how many. One at a time: another server does it then.
CREATE FUNCTION app.chain_audit(most int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    one record;
    tenant int := 0;
    seq bigint;
    head bytea;
    chained bigint := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7310003) THEN
        RETURN 0;
    END IF;
    FOR one IN
        WITH moved AS (DELETE FROM app.audit_pending WHERE (tenant_id, entry_id) IN
                (SELECT p.tenant_id, p.entry_id FROM app.audit_pending p
                 ORDER BY p.tenant_id, p.at LIMIT most)
            RETURNING tenant_id, entry_id)
        SELECT e FROM moved m JOIN app.audit_entry e ON e.tenant_id = m.tenant_id
            AND e.id = m.entry_id
        ORDER BY m.tenant_id, (e).at, (e).id
    LOOP
        IF (one.e).tenant_id <> tenant THEN
            tenant := (one.e).tenant_id;
            SELECT c.seq, c.hash INTO seq, head FROM app.audit_chain c
            WHERE c.tenant_id = tenant ORDER BY c.seq DESC LIMIT 1;
            IF NOT FOUND THEN
                seq := 0;
                head := decode(repeat('00', 32), 'hex');
            END IF;
        END IF;
        seq := seq + 1;
        head := sha256(head || convert_to(app.audit_text(tenant, seq, one.e), 'UTF8'));
        INSERT INTO app.audit_chain (tenant_id, seq, entry_id, hash)
        VALUES (tenant, seq, (one.e).id, head);
        chained := chained + 1;
    END LOOP;
    RETURN chained;
END $$;
GRANT EXECUTE ON FUNCTION app.chain_audit(int), app.audit_text(int, bigint, app.audit_entry),
    app.refuse_change(), app.await_chain() TO tidemark_app;

-- What was there before this migration comes first.
INSERT INTO app.audit_pending (tenant_id, entry_id, at)
SELECT tenant_id, id, at FROM app.audit_entry;

-- Unsent work of people whose access ended is sealed on their devices, one key pair for each scope.
-- The private halves are sealed by the server's key; whoever holds the scope reads by them.
CREATE TABLE sync.escrow_key (
    tenant_id  int NOT NULL,
    key_id     uuid NOT NULL,
    scope_id   bigint NOT NULL,
    public_key text NOT NULL CHECK (public_key ~ '^[0-9a-f]{64}$'),
    sealed     bytea NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, key_id),
    UNIQUE (tenant_id, scope_id)
);
SELECT app.protect('sync.escrow_key', 'SELECT, INSERT');

-- What came unsealed before stays as it is.
ALTER TABLE sync.escrow
    ALTER mutation DROP NOT NULL,
    ADD key_id uuid,
    ADD sealed bytea,
    ADD CHECK ((mutation IS NULL) <> (sealed IS NULL)),
    DROP CONSTRAINT escrow_tenant_id_client_id_mid_key;
CREATE INDEX escrow_client ON sync.escrow (tenant_id, client_id, scope_id);

-- A device signs that rows are gone from it; the key is told when a session is opened.
ALTER TABLE sync.client ADD device_key text CHECK (device_key ~ '^[0-9a-f]{64}$');
ALTER TABLE sync.purge_receipt ADD signature text, ADD signed_by text;

-- How far a restored database reached: its newest cut.
ALTER TABLE sync.past_history ADD restored_to timestamptz;
CREATE OR REPLACE FUNCTION sync.renew_history(why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO sync.past_history (history_id, epoch, since, reason, restored_to)
    SELECT history_id, epoch, since, why, (SELECT max(cut_at) FROM sync.cut)
    FROM sync.history FOR UPDATE;
    UPDATE sync.history SET history_id = gen_random_uuid(), epoch = epoch + 1,
        since = clock_timestamp();
END $$;

-- A person looked at what could not be carried out again after a restore.
ALTER TABLE sync.mutation ADD settled_by uuid, ADD settled_at timestamptz;
GRANT UPDATE (settled_by, settled_at) ON sync.mutation TO tidemark_app;

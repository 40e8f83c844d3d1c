-- The public halves of a tenant's recovery keys. Devices seal their master keys for the newest one;
-- the private halves are with officers, offline. Old ones stay: devices may still be sealed for them.
CREATE TABLE app.recovery_key (
    tenant_id  int NOT NULL,
    key_id     text NOT NULL CHECK (key_id ~ '^[0-9a-f]{16}$'),
    public_key text NOT NULL CHECK (public_key ~ '^[0-9a-f]{64}$'),
    set_by     uuid,
    set_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, key_id)
);
SELECT app.protect('app.recovery_key', 'SELECT, INSERT');

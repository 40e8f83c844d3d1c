-- Who has a record open. Forgotten by a crash of the server, which is no loss: devices say it again
-- every few seconds, and what was not said again is not believed.
CREATE UNLOGGED TABLE sync.presence (
    tenant_id int NOT NULL,
    ent       smallint NOT NULL,
    eid       uuid NOT NULL,
    client_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    field     text NOT NULL DEFAULT '' CHECK (length(field) <= 200),
    since     timestamptz NOT NULL DEFAULT clock_timestamp(),
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, ent, eid, client_id)
);
CREATE INDEX presence_age ON sync.presence (tenant_id, at);
SELECT app.protect('sync.presence', 'SELECT, INSERT, UPDATE, DELETE');

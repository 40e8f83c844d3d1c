-- What happened, and which requests were answered already.
CREATE TABLE app.activity (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    entity       text NOT NULL,
    entity_id    uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('created', 'updated', 'deleted', 'statusChanged')),
    title        text NOT NULL,
    performed_by text NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX activity_at ON app.activity (tenant_id, at DESC, id);
CREATE INDEX activity_scope ON app.activity (tenant_id, scope_id, id);
SELECT app.add_entity('app.activity', 40, 'SELECT, INSERT');

-- Append-only, also for the application.
CREATE TABLE app.audit_entry (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL DEFAULT sync.next_rv(),
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    at         timestamptz NOT NULL,
    actor_id   uuid,
    actor      text NOT NULL,
    action     text NOT NULL,
    entity     text NOT NULL,
    entity_id  uuid,
    before     jsonb NOT NULL,
    after      jsonb NOT NULL,
    request_id text NOT NULL,
    address    text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entry_at ON app.audit_entry (tenant_id, at DESC, id);
CREATE INDEX audit_entry_row ON app.audit_entry (tenant_id, entity, entity_id, at);
SELECT app.protect('app.audit_entry', 'SELECT, INSERT');

-- Answers of writes by their Idempotency-Key, kept for 24 hours.
CREATE TABLE app.idempotency_key (
    tenant_id  int NOT NULL,
    user_id    uuid NOT NULL,
    key        text NOT NULL,
    request    bytea NOT NULL, -- SHA-256 of method, path, If-Match and body
    status     int NOT NULL,
    etag       text NOT NULL,
    body       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id, key)
);
CREATE INDEX idempotency_key_age ON app.idempotency_key (created_at);
SELECT app.protect('app.idempotency_key', 'SELECT, INSERT, DELETE');

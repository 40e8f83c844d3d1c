-- API keys: programs that act for their owner, and how often they did.
CREATE TABLE app.api_key (
    tenant_id         int NOT NULL,
    id                uuid NOT NULL,
    version           bigint NOT NULL DEFAULT 1,
    owner_id          uuid NOT NULL,
    name              text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    scopes            jsonb NOT NULL CHECK (jsonb_typeof(scopes) = 'array'),
    allowed_addresses jsonb NOT NULL CHECK (jsonb_typeof(allowed_addresses) = 'array'),
    expires_at        timestamptz,
    rate_per_minute   int NOT NULL CHECK (rate_per_minute BETWEEN 1 AND 6000),
    created_at        timestamptz NOT NULL DEFAULT now(),
    revoked_at        timestamptz,
    revoked_by        uuid,
    last_used_at      timestamptz,
    last_used_address text,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX api_key_owner ON app.api_key (tenant_id, owner_id, created_at DESC);
SELECT app.protect('app.api_key', 'SELECT, INSERT, UPDATE');

-- What is shown once. Only hashes: who reads this table can use no key. A key that is rotated has
-- two of them until the overlap is over.
CREATE TABLE app.api_key_secret (
    tenant_id   int NOT NULL,
    prefix      text NOT NULL, -- the part of the secret that people see, and find it by
    key_id      uuid NOT NULL,
    hash        bytea NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the whole key
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_until timestamptz,
    PRIMARY KEY (tenant_id, prefix),
    FOREIGN KEY (tenant_id, key_id) REFERENCES app.api_key (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX api_key_secret_key ON app.api_key_secret (tenant_id, key_id, created_at DESC);
SELECT app.protect('app.api_key_secret', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.api_key_usage (
    tenant_id int NOT NULL,
    key_id    uuid NOT NULL,
    day       date NOT NULL, -- of UTC
    endpoint  text NOT NULL,
    requests  bigint NOT NULL, -- of them `refused`
    refused   bigint NOT NULL,
    PRIMARY KEY (tenant_id, key_id, day, endpoint),
    FOREIGN KEY (tenant_id, key_id) REFERENCES app.api_key (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('app.api_key_usage', 'SELECT, INSERT, UPDATE');

-- What servers counted and wrote, so that a batch whose outcome was not known is written once.
CREATE TABLE app.api_key_batch (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX api_key_batch_age ON app.api_key_batch (tenant_id, written_at);
SELECT app.protect('app.api_key_batch', 'SELECT, INSERT, DELETE');

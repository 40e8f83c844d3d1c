-- Signing in by OpenID Connect: whom a tenant trusts, who is who there, and sign-ins under way.
CREATE TABLE app.oidc_provider (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    issuer        text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 500),
    client_id     text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 255),
    client_secret bytea, -- sealed; none: a public client
    secret_set_at timestamptz,
    scopes        text NOT NULL CHECK (length(scopes) BETWEEN 1 AND 500),
    mapping       jsonb NOT NULL, -- which claims mean what
    is_enabled          boolean NOT NULL,
    creates_users       boolean NOT NULL, -- at the first sign-in
    trusts_email        boolean NOT NULL, -- also when the claims do not say that it is verified
    allows_device_code  boolean NOT NULL,
    needs_second_factor boolean NOT NULL, -- ours, beside what the provider asks for
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, issuer)
);
SELECT app.protect('app.oidc_provider', 'SELECT, INSERT, UPDATE, DELETE');

-- Who somebody is: issuer and subject, never an e-mail address, which is given to others later.
CREATE TABLE app.oidc_identity (
    tenant_id int NOT NULL,
    issuer    text NOT NULL,
    subject   text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    user_id   uuid NOT NULL,
    email     text NOT NULL, -- as the provider said last; only shown
    linked_at timestamptz NOT NULL DEFAULT now(),
    seen_at   timestamptz,
    PRIMARY KEY (tenant_id, issuer, subject),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX oidc_identity_user ON app.oidc_identity (tenant_id, user_id);
CREATE INDEX oidc_identity_email ON app.oidc_identity (tenant_id, lower(email));
SELECT app.protect('app.oidc_identity', 'SELECT, INSERT, UPDATE, DELETE');

-- A sign-in between its start and its end; taken out by who ends it, so it ends once.
CREATE TABLE app.oidc_flow (
    tenant_id    int NOT NULL,
    id           uuid NOT NULL,
    provider_id  uuid NOT NULL,
    challenge    text NOT NULL, -- S256 of what only the device knows
    nonce        text,          -- of the browser's way
    redirect_uri text,
    device_code  bytea,         -- of the way by code, sealed
    poll_seconds int NOT NULL DEFAULT 5,
    poll_after   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, provider_id) REFERENCES app.oidc_provider ON DELETE CASCADE
);
CREATE INDEX oidc_flow_end ON app.oidc_flow (tenant_id, expires_at);
CREATE INDEX oidc_flow_provider ON app.oidc_flow (tenant_id, provider_id);
SELECT app.protect('app.oidc_flow', 'SELECT, INSERT, UPDATE, DELETE');

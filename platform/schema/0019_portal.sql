-- The customer portal: whether people may sign up, who did, and who was invited.
CREATE TABLE app.portal_setting (
    tenant_id int PRIMARY KEY REFERENCES app.tenant (tenant_id),
    sign_up   text NOT NULL CHECK (sign_up IN ('closed', 'invited', 'approved'))
);
SELECT app.protect('app.portal_setting', 'SELECT, INSERT, UPDATE');

-- Somebody who wants an account; no user before an administrator said yes.
CREATE TABLE app.portal_sign_up (
    tenant_id     int NOT NULL,
    id            uuid NOT NULL,
    login         text NOT NULL CHECK (login = lower(login) AND length(login) <= 254),
    display_name  text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 120),
    company       text NOT NULL CHECK (length(company) <= 200),
    password_hash text, -- gone when it was decided
    address       text NOT NULL,
    asked_at      timestamptz NOT NULL DEFAULT now(),
    state         text NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'approved', 'refused')),
    decided_at    timestamptz,
    decided_by    uuid,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX portal_sign_up_waiting ON app.portal_sign_up (tenant_id, login)
    WHERE state = 'waiting';
CREATE INDEX portal_sign_up_asked ON app.portal_sign_up (tenant_id, asked_at DESC);
SELECT app.protect('app.portal_sign_up', 'SELECT, INSERT, UPDATE');

-- Good for one account, of one address, with one role in one organization.
CREATE TABLE app.portal_invitation (
    tenant_id       int NOT NULL,
    id              uuid NOT NULL,
    hash            bytea NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the code
    login           text NOT NULL CHECK (login = lower(login) AND length(login) <= 254),
    organization_id uuid NOT NULL,
    role_id         uuid NOT NULL,
    invited_by      uuid NOT NULL,
    expires_at      timestamptz NOT NULL,
    used_at         timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, hash),
    FOREIGN KEY (tenant_id, organization_id) REFERENCES app.organization (tenant_id, id),
    FOREIGN KEY (tenant_id, role_id) REFERENCES app.role (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX portal_invitation_organization ON app.portal_invitation (tenant_id, organization_id);
CREATE INDEX portal_invitation_role ON app.portal_invitation (tenant_id, role_id);
SELECT app.protect('app.portal_invitation', 'SELECT, INSERT, UPDATE, DELETE');

-- Mail that waits to be sent, written in the transaction that gives rise to it; and new passwords
-- that were asked for by mail.
CREATE TABLE app.mail (
    tenant_id   int NOT NULL REFERENCES app.tenant (tenant_id),
    id          uuid NOT NULL,
    kind        text NOT NULL,
    recipient   text NOT NULL CHECK (length(recipient) <= 254),
    subject     text NOT NULL CHECK (length(subject) <= 200),
    body        bytea,                -- sealed by platform/vault; gone when it was sent or given up
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL, -- it is of no use later
    due_at      timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz NOT NULL DEFAULT '-infinity',
    fence       bigint NOT NULL DEFAULT 0,
    attempts    int NOT NULL DEFAULT 0,
    sent_at     timestamptz,
    given_up_at timestamptz,
    trouble     text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX mail_due ON app.mail (greatest(due_at, lease_until))
    WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX mail_created ON app.mail (created_at);
SELECT app.protect('app.mail', 'SELECT, INSERT, UPDATE');

-- Senders serve all tenants: the owner's functions below may look at all mail.
CREATE POLICY sender_finds_mail ON app.mail TO tidemark_owner USING (true) WITH CHECK (true);

CREATE FUNCTION app.claim_mail(lease_seconds int, most int)
RETURNS TABLE (tenant_id int, id uuid, kind text, recipient text, subject text, body bytea,
    fence bigint, attempts int, is_late boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH due AS (
        SELECT m.tenant_id, m.id FROM app.mail m
        WHERE m.sent_at IS NULL AND m.given_up_at IS NULL
            AND greatest(m.due_at, m.lease_until) <= clock_timestamp()
        ORDER BY greatest(m.due_at, m.lease_until)
        LIMIT most FOR UPDATE SKIP LOCKED
    )
    UPDATE app.mail m
    SET fence = m.fence + 1, attempts = m.attempts + 1,
        lease_until = clock_timestamp() + make_interval(secs => lease_seconds)
    FROM due WHERE m.tenant_id = due.tenant_id AND m.id = due.id
    RETURNING m.tenant_id, m.id, m.kind, m.recipient, m.subject, m.body, m.fence, m.attempts,
        m.expires_at <= clock_timestamp();
$$;

-- Milliseconds until a mail is due; null when none waits.
CREATE FUNCTION app.next_mail_in() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT greatest(0, ceil(1000 * extract(epoch FROM
        min(greatest(due_at, lease_until)) - clock_timestamp())))::bigint FROM app.mail
    WHERE sent_at IS NULL AND given_up_at IS NULL
$$;

CREATE FUNCTION app.tell_senders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('app_mail', '');
    RETURN NULL;
END $$;
CREATE TRIGGER tell_senders AFTER INSERT ON app.mail
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_senders();

-- A password that somebody may set with a code that was sent to them.
CREATE TABLE app.password_reset (
    tenant_id  int NOT NULL,
    hash       bytea NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the code
    user_id    uuid NOT NULL,
    address    text NOT NULL, -- from where it was asked for
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (tenant_id, hash),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app.user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX password_reset_user ON app.password_reset (tenant_id, user_id);
SELECT app.protect('app.password_reset', 'SELECT, INSERT, UPDATE, DELETE');

CREATE POLICY retention ON app.password_reset TO tidemark_owner USING (true);
CREATE POLICY retention ON app.sign_in_challenge TO tidemark_owner USING (true);
-- What is over and nobody looks at any more.
CREATE FUNCTION app.forget_mail() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH mails AS (DELETE FROM app.mail m WHERE coalesce(m.sent_at, m.given_up_at)
            < clock_timestamp() - interval '30 days' RETURNING 1),
        resets AS (DELETE FROM app.password_reset r
            WHERE r.expires_at < clock_timestamp() - interval '1 day' RETURNING 1),
        challenges AS (DELETE FROM app.sign_in_challenge c
            WHERE c.expires_at < clock_timestamp() - interval '1 hour' RETURNING 1)
    SELECT (SELECT count(*) FROM mails) + (SELECT count(*) FROM resets)
        + (SELECT count(*) FROM challenges)
$$;
GRANT EXECUTE ON FUNCTION app.claim_mail(int, int), app.next_mail_in(), app.forget_mail(),
    app.tell_senders() TO tidemark_app;

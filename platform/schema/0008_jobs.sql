-- Work for the platform's workers. A job is claimed with SKIP LOCKED, held by a lease that its
-- worker renews, and fenced: each claim raises `fence`, and a worker whose number is no longer the
-- job's writes nothing.
CREATE TABLE app.job (
    tenant_id   int NOT NULL REFERENCES app.tenant (tenant_id),
    id          uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('reportRun')),
    subject     uuid NOT NULL,
    due_at      timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz NOT NULL DEFAULT '-infinity',
    fence       bigint NOT NULL DEFAULT 0,
    claims      int NOT NULL DEFAULT 0,
    holder      text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, kind, subject)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX job_due ON app.job (greatest(due_at, lease_until));
SELECT app.protect('app.job', 'SELECT, INSERT, UPDATE, DELETE');

-- Workers serve all tenants: the owner's functions below may look at all jobs, and at nothing else.
CREATE POLICY worker_finds_jobs ON app.job TO tidemark_owner USING (true) WITH CHECK (true);

CREATE FUNCTION app.claim_jobs(worker text, lease_seconds int, most int)
RETURNS TABLE (tenant_id int, id uuid, kind text, subject uuid, fence bigint, claims int)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH due AS (
        SELECT j.tenant_id, j.id FROM app.job j
        WHERE greatest(j.due_at, j.lease_until) <= clock_timestamp()
        ORDER BY greatest(j.due_at, j.lease_until)
        LIMIT most FOR UPDATE SKIP LOCKED
    )
    UPDATE app.job j
    SET fence = j.fence + 1, claims = j.claims + 1, holder = worker,
        lease_until = clock_timestamp() + make_interval(secs => lease_seconds)
    FROM due WHERE j.tenant_id = due.tenant_id AND j.id = due.id
    RETURNING j.tenant_id, j.id, j.kind, j.subject, j.fence, j.claims;
$$;

-- Milliseconds until a job is or becomes free; null when there is none.
CREATE FUNCTION app.next_job_in() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT greatest(0, ceil(1000 * extract(epoch FROM
        min(greatest(due_at, lease_until)) - clock_timestamp())))::bigint FROM app.job
$$;

-- Workers sleep until they are told.
CREATE FUNCTION app.tell_workers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('app_job', '');
    RETURN NULL;
END $$;
CREATE TRIGGER tell_workers AFTER INSERT ON app.job
    FOR EACH STATEMENT EXECUTE FUNCTION app.tell_workers();
GRANT EXECUTE ON FUNCTION app.claim_jobs(text, int, int), app.next_job_in(), app.tell_workers()
    TO tidemark_app;

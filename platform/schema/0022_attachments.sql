-- Files of reports. A row names its content by SHA-256; the bytes lie in the blob store, sealed.

-- One content in one scope. `received` bytes of it are on the disk for good; when all are, and
-- their hash is right, it is stored. Content is never shared between scopes, so that nobody learns
-- from an upload what others have.
CREATE TABLE app.blob (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    scope_id   bigint NOT NULL,
    sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint NOT NULL CHECK (size >= 0),
    mime       text NOT NULL CHECK (length(mime) BETWEEN 1 AND 120),
    state      text NOT NULL DEFAULT 'uploading' CHECK (state IN ('uploading', 'stored')),
    received   bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
    sealed_key bytea NOT NULL, -- of this content alone, sealed by the platform's key
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    touched_at timestamptz NOT NULL DEFAULT now(), -- last part, or last time somebody asked for it
    unreferenced_since timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK (state = 'uploading' OR received = size)
);
CREATE UNIQUE INDEX blob_content ON app.blob (tenant_id, scope_id, sha256) WHERE state = 'stored';
CREATE UNIQUE INDEX blob_upload ON app.blob (tenant_id, created_by, scope_id, sha256)
    WHERE state = 'uploading';
CREATE INDEX blob_touched ON app.blob (state, touched_at);
SELECT app.protect('app.blob', 'SELECT, INSERT, UPDATE, DELETE');

-- What a tenant allows; without a row, the platform's own limits hold.
CREATE TABLE app.blob_limit (
    tenant_id   int NOT NULL REFERENCES app.tenant (tenant_id),
    file_bytes  bigint NOT NULL CHECK (file_bytes BETWEEN 1 AND 2147483648),
    quota_bytes bigint NOT NULL CHECK (quota_bytes >= file_bytes),
    PRIMARY KEY (tenant_id)
);
SELECT app.protect('app.blob_limit', 'SELECT, INSERT, UPDATE');

CREATE TABLE app.attachment (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    report_id  uuid NOT NULL,
    name       text NOT NULL,
    sha256     text NOT NULL,
    size       bigint NOT NULL,
    mime       text NOT NULL,
    blob_id    uuid,
    added_by   text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, report_id) REFERENCES app.compliance_report ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, blob_id) REFERENCES app.blob
);
CREATE INDEX attachment_report ON app.attachment (tenant_id, report_id, id);
CREATE INDEX attachment_scope ON app.attachment (tenant_id, scope_id, id);
CREATE INDEX attachment_blob ON app.attachment (tenant_id, blob_id);

CREATE FUNCTION app.place_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT r.scope_id INTO NEW.scope_id FROM app.compliance_report r
    WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.report_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such report' USING ERRCODE = 'foreign_key_violation',
            CONSTRAINT = 'attachment_tenant_id_report_id_fkey';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER place BEFORE INSERT OR UPDATE OF report_id, scope_id ON app.attachment
    FOR EACH ROW EXECUTE FUNCTION app.place_attachment();
SELECT app.add_entity('app.attachment', 22, 'SELECT, INSERT, UPDATE, DELETE');

-- When a report moves to another organization, its files follow.
CREATE FUNCTION app.move_attachments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE app.attachment SET scope_id = NEW.scope_id
    WHERE tenant_id = NEW.tenant_id AND report_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER move_attachments AFTER UPDATE ON app.compliance_report
    FOR EACH ROW WHEN (OLD.scope_id <> NEW.scope_id) EXECUTE FUNCTION app.move_attachments();

-- The worker clears up for all tenants, through the function below alone.
CREATE POLICY worker_clears_blobs ON app.blob TO tidemark_owner USING (true) WITH CHECK (true);
CREATE POLICY worker_finds_attachments ON app.attachment FOR SELECT TO tidemark_owner USING (true);

-- Forgets uploads that were given up and content that no attachment names any more; the files are
-- the caller's to delete. An attachment that comes meanwhile keeps its content by its foreign key.
CREATE FUNCTION app.clear_blobs(parts_for interval, content_for interval, most int)
RETURNS TABLE (tenant_id int, id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
#variable_conflict use_column
BEGIN
    UPDATE app.blob b SET unreferenced_since = clock_timestamp()
    WHERE b.state = 'stored' AND b.unreferenced_since IS NULL
        AND NOT EXISTS (SELECT FROM app.attachment a
                        WHERE a.tenant_id = b.tenant_id AND a.blob_id = b.id);
    UPDATE app.blob b SET unreferenced_since = NULL
    WHERE b.unreferenced_since IS NOT NULL
        AND EXISTS (SELECT FROM app.attachment a
                    WHERE a.tenant_id = b.tenant_id AND a.blob_id = b.id);
    RETURN QUERY
    DELETE FROM app.blob b USING (
        SELECT o.tenant_id, o.id FROM app.blob o
        WHERE (o.state = 'uploading' AND o.touched_at < clock_timestamp() - parts_for)
            OR (o.state = 'stored'
                AND greatest(o.unreferenced_since, o.touched_at)
                    < clock_timestamp() - content_for
                AND o.unreferenced_since IS NOT NULL)
        LIMIT most FOR UPDATE SKIP LOCKED) old
    WHERE b.tenant_id = old.tenant_id AND b.id = old.id
    RETURNING b.tenant_id, b.id;
END $$;
GRANT EXECUTE ON FUNCTION app.clear_blobs(interval, interval, int) TO tidemark_app;

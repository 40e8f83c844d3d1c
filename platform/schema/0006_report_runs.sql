-- Connectors, report definitions and their runs.
CREATE TABLE app.connector (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('postgresql')),
    host        text NOT NULL,
    port        bigint NOT NULL,
    database    text NOT NULL,
    username    text NOT NULL,
    tls_mode    text NOT NULL CHECK (tls_mode IN ('disable', 'prefer', 'require', 'verifyFull')),
    tested_at   timestamptz,
    test_result text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
SELECT app.add_entity('app.connector', 30, 'SELECT, INSERT, UPDATE, DELETE');

-- A connector's password, sealed by the platform's key. No entity: never sent anywhere.
CREATE TABLE app.credential (
    tenant_id    int NOT NULL,
    connector_id uuid NOT NULL,
    sealed       bytea NOT NULL,
    updated_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, connector_id),
    FOREIGN KEY (tenant_id, connector_id) REFERENCES app.connector ON DELETE CASCADE
);
SELECT app.protect('app.credential', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.report_definition (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name         text NOT NULL,
    description  text NOT NULL,
    connector_id uuid NOT NULL,
    query        text NOT NULL,
    pre_rules    jsonb NOT NULL,
    post_rules   jsonb NOT NULL,
    columns      jsonb NOT NULL,
    format       text NOT NULL CHECK (format IN ('csv')),
    max_rows_per_second bigint NOT NULL,
    is_active    boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name),
    FOREIGN KEY (tenant_id, connector_id) REFERENCES app.connector
);
CREATE INDEX report_definition_connector ON app.report_definition (tenant_id, connector_id);
SELECT app.add_entity('app.report_definition', 31, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.report_run (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    number          bigint NOT NULL,
    definition_id   uuid NOT NULL,
    definition_name text NOT NULL,
    state           text NOT NULL CHECK (state IN ('pending', 'initializing', 'fetchingData',
        'preValidation', 'transforming', 'postValidation', 'generatingArtifacts', 'delivering',
        'waitingRetry', 'paused', 'completed', 'failed', 'cancelled')),
    progress        bigint NOT NULL,
    trigger         text NOT NULL CHECK (trigger IN ('manual', 'schedule', 'api', 'event')),
    started_by      text NOT NULL,
    started_at      timestamptz,
    finished_at     timestamptz,
    failed_step     text NOT NULL,
    error_code      text NOT NULL,
    error_cause     text NOT NULL,
    rows_in         bigint NOT NULL,
    rows_out        bigint NOT NULL,
    exceptions      bigint NOT NULL,
    artefact_name   text NOT NULL,
    artefact_sha256 text NOT NULL,
    artefact_bytes  bigint NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    FOREIGN KEY (tenant_id, definition_id) REFERENCES app.report_definition
);
CREATE INDEX report_run_definition ON app.report_run (tenant_id, definition_id, number DESC);
SELECT app.add_entity('app.report_run', 32, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.run_step (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    run_id        uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('initialize', 'fetchData', 'preValidation',
        'transform', 'postValidation', 'generateArtifacts', 'deliver')),
    position      bigint NOT NULL,
    status        text NOT NULL CHECK (status IN ('pending', 'running', 'completed', 'failed',
        'skipped', 'retrying')),
    attempt       bigint NOT NULL,
    attempts_most bigint NOT NULL,
    started_at    timestamptz,
    finished_at   timestamptz,
    rows_in       bigint NOT NULL,
    rows_out      bigint NOT NULL,
    message       text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, run_id, position),
    FOREIGN KEY (tenant_id, run_id) REFERENCES app.report_run ON DELETE CASCADE
);
SELECT app.add_entity('app.run_step', 33, 'SELECT, INSERT, UPDATE, DELETE');

-- Append-only and in bulk: rv by default, no trigger. Not in the feed.
CREATE TABLE app.run_log (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    rv         bigint NOT NULL DEFAULT sync.next_rv(),
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    run_id   uuid NOT NULL,
    sequence bigint NOT NULL,
    at       timestamptz NOT NULL,
    level    text NOT NULL CHECK (level IN ('debug', 'info', 'warn', 'error')),
    step     text NOT NULL,
    message  text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, run_id, sequence),
    FOREIGN KEY (tenant_id, run_id) REFERENCES app.report_run ON DELETE CASCADE
);
SELECT app.protect('app.run_log', 'SELECT, INSERT');

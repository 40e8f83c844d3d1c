-- The regulator's reference data.
CREATE TABLE app.compliance_period (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    year           bigint NOT NULL,
    starts_on      date NOT NULL,
    ends_on        date NOT NULL,
    reporting_open boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, year),
    CHECK (starts_on <= ends_on)
);
SELECT app.add_entity('app.compliance_period', 10, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.fuel_category (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name              text NOT NULL,
    default_intensity numeric(38, 2) NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
SELECT app.add_entity('app.fuel_category', 11, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.fuel_type (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name               text NOT NULL,
    unit               text NOT NULL,
    fossil_derived     boolean NOT NULL,
    renewable          boolean NOT NULL,
    unrecognized       boolean NOT NULL,
    is_legacy          boolean NOT NULL,
    fallback_intensity numeric(38, 2),
    provisions         jsonb NOT NULL,
    categories         jsonb NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
SELECT app.add_entity('app.fuel_type', 12, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.end_use (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name         text NOT NULL,
    intended_use boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
SELECT app.add_entity('app.end_use', 13, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.provision (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    name      text NOT NULL,
    is_legacy boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name)
);
SELECT app.add_entity('app.provision', 14, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.fuel_factor (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    kind      text NOT NULL CHECK (kind IN ('targetIntensity', 'categoryIntensity',
        'defaultIntensity', 'energyDensity', 'effectivenessRatio', 'additionalIntensity')),
    year      bigint NOT NULL,
    category  text,
    fuel_type text,
    end_use   text,
    value     numeric(38, 5) NOT NULL,
    unit      text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE NULLS NOT DISTINCT (tenant_id, kind, year, category, fuel_type, end_use)
);
SELECT app.add_entity('app.fuel_factor', 15, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.fuel_code (
    tenant_id  int NOT NULL REFERENCES app.tenant (tenant_id),
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    code             text NOT NULL,
    fuel_type        text NOT NULL,
    company          text NOT NULL,
    carbon_intensity numeric(38, 2) NOT NULL,
    status           text NOT NULL CHECK (status IN ('draft', 'recommended', 'approved')),
    effective_on     date NOT NULL,
    expires_on       date,
    facility_country text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code)
);
SELECT app.add_entity('app.fuel_code', 16, 'SELECT, INSERT, UPDATE, DELETE');

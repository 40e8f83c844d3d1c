-- Reports of suppliers and their schedule. Their scope is that of their organization, always.
CREATE TABLE app.compliance_report (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    organization_id   uuid NOT NULL,
    organization_name text NOT NULL,
    year              bigint NOT NULL,
    status            text NOT NULL CHECK (status IN ('draft', 'submitted', 'analystAdjustment',
        'recommendedByAnalyst', 'recommendedByManager', 'assessed', 'exempted')),
    version           bigint NOT NULL,
    frequency         text NOT NULL CHECK (frequency IN ('annual', 'quarterly')),
    nickname          text NOT NULL,
    supplemental_note text NOT NULL,
    line12            numeric(38, 0) NOT NULL,
    line13            numeric(38, 0) NOT NULL,
    line14            numeric(38, 0) NOT NULL,
    line15            numeric(38, 0) NOT NULL,
    line16            numeric(38, 0) NOT NULL,
    line17            numeric(38, 0) NOT NULL,
    line18            numeric(38, 0) NOT NULL,
    line22            numeric(38, 0) NOT NULL,
    supply_rows       bigint NOT NULL,
    submitted_at      timestamptz,
    submitted_by      text NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, organization_id, year, version),
    FOREIGN KEY (tenant_id, organization_id) REFERENCES app.organization
);
CREATE INDEX compliance_report_year ON app.compliance_report (tenant_id, year DESC, id);
CREATE INDEX compliance_report_scope ON app.compliance_report (tenant_id, scope_id, id);

CREATE FUNCTION app.place_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT o.own_scope INTO NEW.scope_id FROM app.organization o
    WHERE o.tenant_id = NEW.tenant_id AND o.id = NEW.organization_id;
    NEW.scope_id := coalesce(NEW.scope_id, 0); -- the foreign key then says what is missing
    RETURN NEW;
END $$;
CREATE TRIGGER place BEFORE INSERT OR UPDATE OF organization_id, scope_id ON app.compliance_report
    FOR EACH ROW EXECUTE FUNCTION app.place_report();
SELECT app.add_entity('app.compliance_report', 20, 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.fuel_supply (
    tenant_id  int NOT NULL,
    id         uuid NOT NULL,
    rv         bigint NOT NULL,
    scope_id   bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    report_id            uuid NOT NULL,
    organization_id      uuid NOT NULL,
    position             text COLLATE "C" NOT NULL,
    fuel_type            text,
    fuel_category        text,
    provision            text,
    end_use              text,
    fuel_code            text,
    quantity             numeric(38, 0),
    unit                 text,
    fuel_type_other      text,
    energy_density       numeric(38, 2),
    recorded_intensity   numeric(38, 2),
    target_intensity     numeric(38, 5),
    effectiveness_ratio  numeric(38, 2),
    additional_intensity numeric(38, 2),
    energy               numeric(38, 2),
    compliance_units     numeric(38, 5),
    is_canada_produced   boolean NOT NULL,
    is_q1_supplied       boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, report_id) REFERENCES app.compliance_report ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, organization_id) REFERENCES app.organization
);
CREATE INDEX fuel_supply_report ON app.fuel_supply (tenant_id, report_id, position, id);
CREATE INDEX fuel_supply_scope ON app.fuel_supply (tenant_id, scope_id, id);

CREATE FUNCTION app.place_supply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT r.scope_id, r.organization_id INTO NEW.scope_id, NEW.organization_id
    FROM app.compliance_report r
    WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.report_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such report' USING ERRCODE = 'foreign_key_violation',
            CONSTRAINT = 'fuel_supply_tenant_id_report_id_fkey';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER place BEFORE INSERT OR UPDATE OF report_id, organization_id, scope_id
    ON app.fuel_supply FOR EACH ROW EXECUTE FUNCTION app.place_supply();
SELECT app.add_entity('app.fuel_supply', 21, 'SELECT, INSERT, UPDATE, DELETE');

-- When a report moves to another organization, its rows follow.
CREATE FUNCTION app.move_supplies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE app.fuel_supply SET scope_id = NEW.scope_id
    WHERE tenant_id = NEW.tenant_id AND report_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER move_supplies AFTER UPDATE ON app.compliance_report
    FOR EACH ROW WHEN (OLD.scope_id <> NEW.scope_id) EXECUTE FUNCTION app.move_supplies();

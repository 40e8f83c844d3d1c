-- How long each class of data may be read without the platform. A scope has a class by its kind, or
-- the one that the tenant gave it; its lease follows from the class and from the tenant's rules.
CREATE TABLE sync.lease_rule (
    tenant_id int NOT NULL,
    class     smallint NOT NULL CHECK (class BETWEEN 0 AND 3),
    lease_s   int NOT NULL CHECK (lease_s BETWEEN 900 AND 31622400), -- a quarter of an hour to a year
    PRIMARY KEY (tenant_id, class)
);
SELECT app.protect('sync.lease_rule', 'SELECT, INSERT, UPDATE, DELETE');

-- Public 30 days, internal 7 days, confidential 72 hours, restricted 8 hours.
CREATE FUNCTION sync.usual_lease(class int) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS
$$ SELECT CASE class WHEN 0 THEN 2592000 WHEN 1 THEN 604800 WHEN 2 THEN 259200 ELSE 28800 END $$;

-- Reference data of a tenant is internal; the reports of an organization are confidential.
CREATE FUNCTION sync.usual_class(kind text) RETURNS smallint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS
$$ SELECT CASE kind WHEN 'organization' THEN 2 ELSE 1 END::smallint $$;

CREATE FUNCTION sync.lease_of(tenant int, wanted int) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT coalesce((SELECT r.lease_s FROM sync.lease_rule r
                    WHERE r.tenant_id = tenant AND r.class = wanted), sync.usual_lease(wanted)) $$;
GRANT EXECUTE ON FUNCTION sync.usual_lease(int), sync.lease_of(int, int) TO tidemark_app;

CREATE FUNCTION sync.classify_scope() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    NEW.class := sync.usual_class(NEW.kind);
    NEW.lease_s := sync.lease_of(NEW.tenant_id, NEW.class);
    RETURN NEW;
END $$;
CREATE TRIGGER classify BEFORE INSERT ON sync.scope
    FOR EACH ROW EXECUTE FUNCTION sync.classify_scope();

-- The rule of one class, none for the usual time again; all scopes of the class follow.
CREATE FUNCTION sync.set_lease(tenant int, wanted int, seconds int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF current_setting('app.tenant', true) IS DISTINCT FROM tenant::text THEN
        RAISE EXCEPTION 'app.tenant is not set to the tenant % of the rule', tenant;
    END IF;
    IF seconds IS NULL THEN
        DELETE FROM sync.lease_rule WHERE tenant_id = tenant AND class = wanted;
    ELSE
        INSERT INTO sync.lease_rule (tenant_id, class, lease_s) VALUES (tenant, wanted, seconds)
        ON CONFLICT (tenant_id, class) DO UPDATE SET lease_s = excluded.lease_s;
    END IF;
    UPDATE sync.scope SET lease_s = sync.lease_of(tenant, wanted)
    WHERE tenant_id = tenant AND class = wanted;
END $$;

-- The class of one scope, and with it its lease. True when there is such a scope.
CREATE FUNCTION sync.set_class(tenant int, which bigint, wanted int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    UPDATE sync.scope SET class = wanted, lease_s = sync.lease_of(tenant, wanted)
    WHERE tenant_id = tenant AND scope_id = which;
    RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION sync.set_lease(int, int, int), sync.set_class(int, bigint, int)
    TO tidemark_app;

-- Scopes of before; the owner is under row-level security too, and no tenant is set here.
ALTER TABLE sync.scope NO FORCE ROW LEVEL SECURITY;
UPDATE sync.scope SET class = sync.usual_class(kind),
    lease_s = sync.usual_lease(sync.usual_class(kind));
ALTER TABLE sync.scope FORCE ROW LEVEL SECURITY;

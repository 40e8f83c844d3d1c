-- Devices that are kept ready for a time without a network ("filing-safe"): for how long from now a
-- scope may be promised to one, and what was promised.
ALTER TABLE sync.scope ADD travel_s int CHECK (travel_s >= 0);

-- Unless somebody decided for a scope: two weeks for what is public or internal, one for what is
-- confidential; nothing beyond its lease for what is restricted.
CREATE FUNCTION sync.travel_of(class int, chosen int) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS
$$ SELECT coalesce(chosen, CASE WHEN class <= 1 THEN 1209600 WHEN class = 2 THEN 604800 ELSE 0 END) $$;
GRANT EXECUTE ON FUNCTION sync.travel_of(int, int) TO tidemark_app;

CREATE TABLE sync.lease_extension (
    tenant_id  int NOT NULL,
    client_id  uuid NOT NULL,
    scope_id   bigint NOT NULL,
    until      timestamptz NOT NULL,
    granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, client_id, scope_id)
);
SELECT app.protect('sync.lease_extension', 'SELECT, INSERT, UPDATE');

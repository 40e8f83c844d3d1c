// The tables that the database layer is tested on: two tenants' worth of row-level security.
#pragma once

namespace tidemark::platform::test {

constexpr const char* tables = R"(
    CREATE SCHEMA app;
    CREATE ROLE tidemark_app LOGIN NOBYPASSRLS;
    CREATE TABLE app.thing (tenant_id int NOT NULL, id int NOT NULL, name text NOT NULL,
        amount int CONSTRAINT thing_amount CHECK (amount > 0),
        CONSTRAINT thing_key PRIMARY KEY (tenant_id, id));
    CREATE TABLE app.part (tenant_id int NOT NULL, id int, thing int,
        CONSTRAINT part_of FOREIGN KEY (tenant_id, thing) REFERENCES app.thing
            DEFERRABLE INITIALLY DEFERRED);
    ALTER TABLE app.thing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY p ON app.thing
        USING (tenant_id = nullif(current_setting('app.tenant', true), '')::int);
    INSERT INTO app.thing SELECT t, i, 'tenant ' || t, 1
        FROM generate_series(1, 50) t, generate_series(1, 20) i;
    GRANT USAGE ON SCHEMA app TO tidemark_app;
    GRANT ALL ON ALL TABLES IN SCHEMA app TO tidemark_app;
    CREATE FUNCTION app.refuse() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'not_draft' USING DETAIL = 'It was sent.', HINT = 'Open it again.';
    END $$;
)";

} // namespace tidemark::platform::test

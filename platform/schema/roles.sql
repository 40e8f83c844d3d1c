-- The two roles of the platform. Run by a superuser before the migrations, each time; safe to repeat.
-- tidemark_owner owns every object; tidemark_app, the server's only login, owns nothing.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['tidemark_owner', 'tidemark_app'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role);
        END IF;
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = role AND (rolsuper OR rolbypassrls
                OR rolcreatedb OR rolcreaterole OR rolreplication)) THEN
            EXECUTE format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE
                NOREPLICATION', role);
        END IF;
    END LOOP;
    -- Statements are short: compiling one costs more than it saves.
    IF NOT EXISTS (SELECT FROM pg_db_role_setting WHERE setrole = 'tidemark_app'::regrole
            AND 'jit=off' = ANY (setconfig)) THEN
        ALTER ROLE tidemark_app SET jit = off;
    END IF;
    EXECUTE format('ALTER DATABASE %I OWNER TO tidemark_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tidemark_app', current_database());
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
END $$;

-- The two roles of the platform. Run by a superuser before the migrations, each time; safe to repeat.
-- tidemark_owner owns every object; tidemark_app, the server's only login, owns nothing.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tidemark_owner') THEN
        CREATE ROLE tidemark_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tidemark_app') THEN
        CREATE ROLE tidemark_app LOGIN;
    END IF;
    ALTER ROLE tidemark_owner NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
    ALTER ROLE tidemark_app NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
    EXECUTE format('ALTER DATABASE %I OWNER TO tidemark_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tidemark_app', current_database());
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
END $$;

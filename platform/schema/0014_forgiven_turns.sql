-- Attempts that turned out to be honest no longer count.
CREATE FUNCTION app.forgive_turns(turn_key bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$ DELETE FROM app.rate WHERE key = turn_key $$;
GRANT EXECUTE ON FUNCTION app.forgive_turns(bytea) TO tidemark_app;

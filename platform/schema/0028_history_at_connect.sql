-- The server is compared whenever a connection is made, not only at the start of a program: most
-- looks find it unchanged and lock nothing. The timeline is that of the log being written, because
-- the control file names a new one only after the first checkpoint that follows a promotion.
CREATE OR REPLACE FUNCTION sync.settle_history() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    known sync.history;
    server bigint := (SELECT system_identifier FROM pg_control_system());
    line int := ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int;
BEGIN
    SELECT * INTO known FROM sync.history;
    IF known.sysid = server AND known.timeline = line THEN
        RETURN false;
    END IF;
    SELECT * INTO known FROM sync.history FOR UPDATE; -- Another may have settled it meanwhile.
    IF known.sysid = server AND known.timeline = line THEN
        RETURN false;
    END IF;
    IF known.sysid <> 0 THEN -- 0: nobody looked yet.
        PERFORM sync.renew_history('server_changed');
    END IF;
    UPDATE sync.history SET sysid = server, timeline = line;
    RETURN known.sysid <> 0;
END $$;

-- A backup that is put back twice begins two histories with the same epoch, from the same place of
-- the sequence. Places far apart keep a version of the one from meaning something else in the other.
CREATE OR REPLACE FUNCTION sync.renew_history(why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO sync.past_history (history_id, epoch, since, reason, restored_to)
    SELECT history_id, epoch, since, why, (SELECT max(cut_at) FROM sync.cut)
    FROM sync.history FOR UPDATE;
    UPDATE sync.history SET history_id = gen_random_uuid(), epoch = epoch + 1,
        since = clock_timestamp();
    PERFORM setval('sync.rv_seq', nextval('sync.rv_seq') + (random() * 2 ^ 40)::bigint);
END $$;

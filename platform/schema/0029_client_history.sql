-- The history in which a client opened its session last; none: before this was kept. One that has
-- not done so since a restore has not taken back what that lost, and its numbers stand for that.
ALTER TABLE sync.client ADD history_id uuid;

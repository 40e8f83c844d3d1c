-- After which mutation the client's first session in that history went on; none: before this was kept.
-- Who did not hear of that session sends again what came since, up to again_mid; only a copy cannot.
ALTER TABLE sync.client ADD resumed_mid bigint, ADD again_mid bigint NOT NULL DEFAULT 0;

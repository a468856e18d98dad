-- A session's scans in the order they were made, read piece by piece.
CREATE INDEX scan_session ON scan (session);

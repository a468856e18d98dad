-- What has become of a saved search, with its users and the keys of its rows; null where only the XML is known, as it was
-- sent or seeded. Times are epoch milliseconds.
ALTER TABLE saved_search ADD COLUMN data TEXT CHECK (data IS NULL OR json_valid(data));
ALTER TABLE saved_search ADD COLUMN event INTEGER NOT NULL DEFAULT 0;
ALTER TABLE saved_search ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE saved_search ADD COLUMN inserted INTEGER NOT NULL DEFAULT 0;

-- XNAT keeps configurations of whatever project an administrator names, and those of a project that is gone.
CREATE TABLE kept_configuration (
  number INTEGER PRIMARY KEY,
  tool TEXT NOT NULL,
  path TEXT NOT NULL,
  project TEXT, -- null for the site's
  login TEXT NOT NULL,
  created INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  contents TEXT NOT NULL,
  unversioned INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO kept_configuration SELECT * FROM configuration;
DROP TABLE configuration;
ALTER TABLE kept_configuration RENAME TO configuration;
CREATE INDEX configuration_place ON configuration (tool, path, project);

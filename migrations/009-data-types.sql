-- Data types that a site has set up besides those of a fresh one; an archive that is there already lists what it listed.
CREATE TABLE data_type (
  xsi_type TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO data_type SELECT DISTINCT xsi_type FROM experiment;

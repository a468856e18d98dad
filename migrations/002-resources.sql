-- Resources and their files. A resource is a row below its owner and goes with it; its catalog and the files stand on
-- the archive's disk, which knows paths only, and stay there until somebody removes them.

CREATE TABLE resource (
  key INTEGER PRIMARY KEY, -- xnat_abstractresource_id
  xsi_type TEXT NOT NULL,
  project TEXT REFERENCES project (id) ON DELETE CASCADE,
  subject TEXT REFERENCES subject (id) ON DELETE CASCADE,
  experiment TEXT REFERENCES experiment (id) ON DELETE CASCADE,
  scan INTEGER REFERENCES scan (key) ON DELETE CASCADE,
  label TEXT,
  uri TEXT NOT NULL, -- where its catalog stands on the disk
  data TEXT NOT NULL CHECK (json_valid(data)),
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  inserted_by TEXT NOT NULL,
  CHECK ((project IS NOT NULL) + (subject IS NOT NULL) + (experiment IS NOT NULL) + (scan IS NOT NULL) = 1)
) STRICT;
CREATE INDEX resource_project ON resource (project);
CREATE INDEX resource_subject ON resource (subject);
CREATE INDEX resource_experiment ON resource (experiment);
CREATE INDEX resource_scan ON resource (scan);
CREATE INDEX resource_uri ON resource (uri);

-- A catalog's document on the disk.
CREATE TABLE catalog (
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  id TEXT,
  dicom_uid TEXT, -- of a series, where the catalog is one of DICOM files
  audit TEXT, -- what its AUDIT field says; NULL: what its entries tell
  audited INTEGER NOT NULL DEFAULT 0, -- whether it has that field
  files INTEGER NOT NULL DEFAULT 0, -- of its entries, those with a file
  bytes INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE entry (
  number INTEGER PRIMARY KEY, -- the order in the document
  catalog INTEGER NOT NULL REFERENCES catalog (number) ON DELETE CASCADE,
  uri TEXT NOT NULL, -- relative to the catalog's folder
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  digest TEXT,
  format TEXT,
  content TEXT,
  description TEXT,
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  created_by TEXT,
  created_time INTEGER,
  created_event INTEGER,
  modified_by TEXT,
  modified_time INTEGER,
  modified_event INTEGER,
  dicom_uid TEXT,
  instance_number INTEGER,
  UNIQUE (catalog, uri)
) STRICT;

-- A file on the disk. Its bytes stand in the blob folder under their hash; files with the same bytes share them.
CREATE TABLE file (
  path TEXT PRIMARY KEY,
  blob TEXT NOT NULL, -- SHA-256
  size INTEGER NOT NULL,
  md5 TEXT NOT NULL,
  crc32 INTEGER NOT NULL,
  modified INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_blob ON file (blob);

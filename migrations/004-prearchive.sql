-- Sessions that wait to be archived. Their files stand on the disk below the session's folder.

CREATE TABLE prearchive (
  number INTEGER PRIMARY KEY,
  project TEXT REFERENCES project (id) ON DELETE CASCADE, -- NULL: Unassigned
  timestamp TEXT NOT NULL,
  folder TEXT NOT NULL,
  name TEXT NOT NULL, -- the label that the session is to have
  subject TEXT, -- the label of its subject
  tag TEXT, -- UID of its study
  status TEXT NOT NULL,
  autoarchive INTEGER, -- a prearchive code
  scanned INTEGER, -- when the study was made
  uploaded INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  source TEXT,
  archived TEXT -- where it has gone by itself: it is in no list any more, and still answers at its address
) STRICT;
CREATE INDEX prearchive_project ON prearchive (project);

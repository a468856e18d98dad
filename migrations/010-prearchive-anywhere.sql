-- A session may wait for a project that is not there (PrearcSessionResource.postActionMove); one that is deleted still takes its own along.
CREATE TABLE prearchive_anywhere (
  number INTEGER PRIMARY KEY,
  project TEXT, -- NULL: Unassigned
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
INSERT INTO prearchive_anywhere SELECT * FROM prearchive;
DROP TABLE prearchive;
ALTER TABLE prearchive_anywhere RENAME TO prearchive;
CREATE INDEX prearchive_project ON prearchive (project);
CREATE TRIGGER project_prearchive AFTER DELETE ON project BEGIN DELETE FROM prearchive WHERE project = old.id; END;

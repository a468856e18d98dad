-- What administrators set beside the site's own preferences: values of other tools' preferences, where they differ from
-- XNAT's, and lists of things that are only described here, such as receivers of DICOM files. Values are JSON.

CREATE TABLE tool_preference (
  tool TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL, -- a text, as XNAT stores it
  PRIMARY KEY (tool, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  kind TEXT NOT NULL, -- receiver, processor, hardware, …
  id INTEGER NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  removed INTEGER NOT NULL DEFAULT 0, -- 1: one of a fresh site's, which is gone
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

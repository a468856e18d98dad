-- Columns are what is looked up or listed; everything else about an item stands in `data`, as JSON by field path.
-- `event` and `modified` are the item's create_event_id and start_date; times are epoch milliseconds.

-- The last number given out for each kind of generated key or ID.
CREATE TABLE sequence (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every ID that a project, subject or experiment ever had: none is used twice.
CREATE TABLE used_id (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL, -- scrypt:salt:hash
  firstname TEXT NOT NULL DEFAULT '',
  lastname TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  enabled INTEGER NOT NULL DEFAULT 1,
  verified INTEGER NOT NULL DEFAULT 1,
  administrator INTEGER NOT NULL DEFAULT 0,
  modified INTEGER NOT NULL
) STRICT;

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  accessibility TEXT NOT NULL CHECK (accessibility IN ('private', 'protected', 'public')),
  quarantine_code INTEGER NOT NULL DEFAULT 0,
  prearchive_code INTEGER NOT NULL DEFAULT 4, -- straight into the archive
  current_arc TEXT NOT NULL DEFAULT 'arc001',
  scan_type_mapping INTEGER, -- null: as the site has it
  data TEXT NOT NULL CHECK (json_valid(data)),
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  inserted_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Names under which a project is found or that no other project may take, lower-cased: kind is id, title, running or alias.
CREATE TABLE project_name (
  kind TEXT NOT NULL,
  name TEXT NOT NULL, -- as given
  folded TEXT NOT NULL,
  project TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  PRIMARY KEY (folded, kind, project)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_name_project ON project_name (project);

CREATE TABLE member (
  project TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  login TEXT NOT NULL REFERENCES user (login) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'member', 'collaborator')),
  PRIMARY KEY (login, project)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_project ON member (project);

CREATE TABLE subject (
  id TEXT PRIMARY KEY,
  project TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  label TEXT,
  status TEXT NOT NULL DEFAULT 'active', -- active, quarantine, locked or obsolete
  data TEXT NOT NULL CHECK (json_valid(data)),
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  inserted_by TEXT NOT NULL,
  UNIQUE (project, label)
) STRICT, WITHOUT ROWID;

-- Sessions and all other experiments.
CREATE TABLE experiment (
  id TEXT PRIMARY KEY,
  xsi_type TEXT NOT NULL,
  project TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  label TEXT,
  subject TEXT REFERENCES subject (id) ON DELETE SET NULL, -- of a subject assessor
  session TEXT REFERENCES experiment (id) ON DELETE CASCADE, -- of an image assessor
  status TEXT NOT NULL DEFAULT 'active',
  data TEXT NOT NULL CHECK (json_valid(data)),
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  inserted_by TEXT NOT NULL,
  UNIQUE (project, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX experiment_subject ON experiment (subject);
CREATE INDEX experiment_session ON experiment (session);

-- A subject or an experiment shown in a project that does not own it.
CREATE TABLE share (
  key INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('subject', 'experiment')),
  id TEXT NOT NULL,
  project TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  label TEXT,
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  PRIMARY KEY (kind, id, project)
) STRICT, WITHOUT ROWID;
CREATE INDEX share_project ON share (project, kind, label);
CREATE TRIGGER subject_unshared AFTER DELETE ON subject BEGIN DELETE FROM share WHERE kind = 'subject' AND id = old.id; END;
CREATE TRIGGER experiment_unshared AFTER DELETE ON experiment BEGIN DELETE FROM share WHERE kind = 'experiment' AND id = old.id; END;

CREATE TABLE scan (
  key INTEGER PRIMARY KEY AUTOINCREMENT, -- xnat_imagescandata_id
  session TEXT NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  xsi_type TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  inserted_by TEXT NOT NULL,
  UNIQUE (session, id)
) STRICT;

-- Past states of items, written when a save changes something.
CREATE TABLE history (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL, -- the item's ID, or its key as text
  data TEXT NOT NULL CHECK (json_valid(data)),
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  ended_by_event INTEGER NOT NULL
) STRICT;
CREATE INDEX history_item ON history (kind, id);

-- Site preferences that differ from their defaults.
CREATE TABLE preference (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

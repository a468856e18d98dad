-- What users mark as theirs (xs_fav_entries), invitations to projects (xs_par_table), and what wrk:workflowData holds.
CREATE TABLE favorite (
  number INTEGER PRIMARY KEY, -- the order in which they were marked
  login TEXT NOT NULL REFERENCES user (login) ON DELETE CASCADE,
  data_type TEXT NOT NULL, -- as the client wrote it: no type need have this name
  id TEXT NOT NULL, -- no item need have this ID
  UNIQUE (login, data_type, id)
) STRICT;

CREATE TABLE invitation (
  key INTEGER PRIMARY KEY AUTOINCREMENT, -- par_id
  guid TEXT NOT NULL UNIQUE,
  project TEXT NOT NULL, -- stays when the project goes
  level TEXT NOT NULL, -- the ID of a group
  email TEXT NOT NULL,
  created INTEGER NOT NULL,
  invited_by TEXT NOT NULL,
  login TEXT, -- who has answered
  approved INTEGER, -- null: not answered yet
  answered INTEGER
) STRICT;
CREATE INDEX invitation_project ON invitation (project);

CREATE TABLE workflow (
  key INTEGER PRIMARY KEY, -- wrk_workflowData_id
  item TEXT NOT NULL, -- the ID of what it is about, which need not be there
  data TEXT NOT NULL CHECK (json_valid(data)),
  event INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  inserted_by TEXT NOT NULL
) STRICT;
CREATE INDEX workflow_item ON workflow (item);

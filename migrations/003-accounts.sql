-- What an account needs beside its name: failed logins since the last right one and when they locked it, and when its
-- password was set; times are epoch milliseconds.
ALTER TABLE user ADD COLUMN failed_logins INTEGER NOT NULL DEFAULT 0;
ALTER TABLE user ADD COLUMN locked INTEGER;
ALTER TABLE user ADD COLUMN password_set INTEGER NOT NULL DEFAULT 0;
UPDATE user SET password_set = modified;

-- Roles but for Administrator, which stands on the user.
CREATE TABLE user_role (
  login TEXT NOT NULL REFERENCES user (login) ON DELETE CASCADE,
  role TEXT NOT NULL,
  PRIMARY KEY (login, role)
) STRICT, WITHOUT ROWID;

-- Pairs of alias and secret that stand for a user's name and password.
CREATE TABLE alias_token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  alias TEXT NOT NULL UNIQUE,
  secret TEXT NOT NULL,
  login TEXT NOT NULL REFERENCES user (login) ON DELETE CASCADE,
  enabled INTEGER NOT NULL DEFAULT 1,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX alias_token_login ON alias_token (login);

-- What tools keep in the site's or a project's configuration; each change is a version of its own.
CREATE TABLE configuration (
  number INTEGER PRIMARY KEY,
  tool TEXT NOT NULL,
  path TEXT NOT NULL,
  project TEXT REFERENCES project (id) ON DELETE CASCADE, -- null for the site's
  login TEXT NOT NULL,
  created INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  contents TEXT NOT NULL,
  unversioned INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX configuration_place ON configuration (tool, path, project);

-- Searches that users have saved, as the XML that they sent.
CREATE TABLE saved_search (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL REFERENCES user (login) ON DELETE CASCADE,
  xml TEXT NOT NULL
) STRICT, WITHOUT ROWID;

import type { Statements } from '../sql/statements.ts'

export interface SavedSearch {
  id: string
  login: string
  xml: string
}

/** Searches that users have saved; each sees the own ones. */
export class SavedSearchStore {
  private readonly sql

  constructor (sql: Statements) {
    this.sql = {
      list: sql.all<[login: string], SavedSearch>('SELECT * FROM saved_search WHERE login = ? ORDER BY id'),
      find: sql.get<[id: string, login: string], SavedSearch>('SELECT * FROM saved_search WHERE id = ? AND login = ?'),
      save: sql.insert<[SavedSearch]>(
        'saved_search',
        '(id, login, xml) VALUES (:id, :login, :xml) ON CONFLICT (id) DO UPDATE SET xml = excluded.xml WHERE ' +
        'login = excluded.login'
      ),
      remove: sql.delete<[id: string]>('saved_search', 'WHERE id = ?')
    }
  }

  ofUser (login: string): SavedSearch[] {
    return this.sql.list(login)
  }

  find (id: string, login: string): SavedSearch | undefined {
    return this.sql.find(id, login)
  }

  /** @returns whether it was saved: another user's is left as it is. */
  save (search: SavedSearch): boolean {
    return this.sql.save(search) > 0
  }

  remove (id: string): void {
    this.sql.remove(id)
  }
}

import type { Statements } from '../sql/statements.ts'

export interface Favorite {
  readonly login: string
  readonly dataType: string
  readonly id: string
}

function queries (sql: Statements) {
  return {
    list: sql.all<[login: string], Favorite>('SELECT login, data_type AS dataType, id FROM favorite WHERE login = ? ORDER BY number'),
    add: sql.insert<[login: string, dataType: string, id: string]>(
      'favorite',
      '(login, data_type, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
    ),
    remove: sql.delete<[login: string, dataType: string, id: string]>('favorite', 'WHERE login = ? AND data_type = ? AND id = ?')
  }
}

/** What users have marked as their favorites, by a data type and an ID; nobody checks that there is such an item (FavEntries). */
export class FavoriteStore {
  private readonly sql: ReturnType<typeof queries>

  constructor (statements: Statements) {
    this.sql = queries(statements)
  }

  /** All that a user has marked, in the order in which it was marked. */
  of (login: string): Favorite[] {
    return this.sql.list(login)
  }

  /** Marks an item; one that is marked already stays where it is. */
  add (login: string, dataType: string, id: string): void {
    this.sql.add(login, dataType, id)
  }

  remove (login: string, dataType: string, id: string): void {
    this.sql.remove(login, dataType, id)
  }
}

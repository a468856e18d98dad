import type { Item } from '../../model/item.ts'
import type { Steps } from './located.ts'

/** What names are taken, and which must be there. */
export class Taken {
  private readonly names = new Map<string, Set<string>>()
  /** IDs and labels of subjects, with their projects. */
  private readonly subjects = new Set<string>()
  private readonly needed: { readonly project: string, readonly subject: string, readonly steps: Steps }[] = []
  private readonly ofProjects = new Map<string, string>()
  private readonly report: (steps: Steps, what: string) => void

  constructor (report: (steps: Steps, what: string) => void) {
    this.report = report
  }

  take (kind: string, name: string, steps: Steps): void {
    if (!this.add(kind, name)) this.report(steps, `the ${kind} '${name}' is there twice`)
  }

  private add (kind: string, name: string): boolean {
    let names = this.names.get(kind)
    if (names === undefined) this.names.set(kind, names = new Set())
    if (names.has(name)) return false
    names.add(name)
    return true
  }

  /** A label is one of its kind in a project; what has none has none to clash. */
  label (kind: string, project: string, label: string, steps: Steps): void {
    if (label !== '' && !this.add(`${kind} in ${project}`, label)) this.report(steps, `there are two ${kind}s '${label}' in the project`)
  }

  addSubject (project: string, names: readonly (string | number | undefined)[]): void {
    for (const name of names) if (name !== undefined) this.subjects.add(`${project}/${name}`)
    if (names[0] !== undefined) this.subjects.add(`/${names[0]}`)
  }

  needSubject (project: string, subject: string, steps: Steps): void {
    this.needed.push({ project, subject, steps })
  }

  /** An alias is no other project's name, and no two have the same title (validateProjectFields). */
  nameProject (id: string, { values, children }: Item, steps: Steps): void {
    const aliases = (children['aliases/alias'] ?? []).map(({ values }) => values['alias'])
    for (const name of new Set(
      [id, values['name'], values['secondary_ID'], ...aliases].filter(name => name !== undefined).map(name => String(name).toLowerCase())
    )) {
      const owner = this.ofProjects.get(name)
      if (owner !== undefined && owner !== id) this.report(steps, `the name '${name}' is that of the project ${owner} already`)
      this.ofProjects.set(name, id)
    }
  }

  /** Looks for what was needed, when everything is known. */
  settle (): void {
    for (const { project, subject, steps } of this.needed) {
      if (!this.subjects.has(`${project}/${subject}`) && !this.subjects.has(`/${subject}`)) {
        this.report(steps, `there is no subject '${subject}'`)
      }
    }
  }
}

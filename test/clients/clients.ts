import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** A client at one version: what to install, and the script that drives it. */
export interface Client {
  /** The name of its file below requirements, which pins its version. */
  readonly requirements: string
  readonly script: string
  /** What a program that uses it begins with. */
  readonly statement: string
}

/** Every client that is run, unmodified. */
export const clients: readonly Client[] = [
  { requirements: 'xnatpy-0.8', script: 'xnatpy_steps.py', statement: 'import xnat' },
  { requirements: 'xnatpy-0.5', script: 'xnatpy_steps.py', statement: 'import xnat' },
  { requirements: 'pyxnat', script: 'pyxnat_steps.py', statement: 'import pyxnat' },
  { requirements: 'dax', script: 'dax_steps.py', statement: 'from dax import' },
  { requirements: 'xnatctl', script: 'xnatctl_steps.py', statement: 'import xnatctl' },
  { requirements: 'yaxil', script: 'yaxil_steps.py', statement: 'import yaxil' },
  { requirements: 'xnat-dashboard', script: 'dashboard_steps.py', statement: 'import xnat_dashboard' },
  { requirements: 'rxnat', script: 'rxnat_steps.py', statement: 'library(Rxnat)' },
  { requirements: 'xmlschema', script: 'xmlschema_steps.py', statement: 'import xmlschema' }
]

const run = promisify(execFile)

const environments = new Map<string, Promise<string>>()

/** The Python of the virtual environment with a client, made anew when what it requires changes; several are made at a time. */
export function pythonOf ({ requirements }: Pick<Client, 'requirements'>): Promise<string> {
  const known = environments.get(requirements) ?? environmentWith(requirements)
  environments.set(requirements, known)
  return known
}

async function environmentWith (requirements: string): Promise<string> {
  const environment = path(`../../.cache/clients/${requirements}`)
  const list = path(`requirements/${requirements}.txt`)
  const python = `${environment}/bin/python`
  const installed = `${environment}/installed.txt`
  const wanted = readFileSync(list, 'utf8')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python
  mkdirSync(path('../../.cache/clients'), { recursive: true })
  await run('python3', ['-m', 'venv', '--clear', environment])
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', list])
  writeFileSync(installed, wanted)
  return python
}

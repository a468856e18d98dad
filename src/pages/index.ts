import { clock } from './clock.ts'
import { coverage } from './coverage.ts'
import { addScan, editScan } from './edit-scan.ts'
import { experiment } from './experiment.ts'
import { faults } from './faults.ts'
import { home } from './home.ts'
import { experiments, subjects } from './lists.ts'
import { login } from './login.ts'
import type { PageRoute } from './page.ts'
import { project } from './project.ts'
import { request, requests } from './requests.ts'
import { scan } from './scan.ts'
import { spaces } from './spaces.ts'
import { subject } from './subject.ts'

/** Every page of the site. A new one is a file of its own and a line here. */
export const pages: readonly PageRoute[] = [home, login, project, subjects, subject, experiments, experiment, addScan, editScan, scan, requests, request, spaces, faults, clock, coverage]

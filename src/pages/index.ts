import { clock } from './workbench/clock.ts'
import { coverage } from './workbench/coverage.ts'
import { addScan, editScan } from './archive/edit-scan.ts'
import { experiment } from './archive/experiment.ts'
import { faults } from './workbench/faults.ts'
import { home } from './archive/home.ts'
import { experiments, subjects } from './archive/lists.ts'
import { loginPath } from '../http/address.ts'
import type { PageRoute } from './parts/page.ts'
import { loginForm } from '../serializers/login-form.ts'
import { project } from './archive/project.ts'
import { request, requests } from './workbench/requests.ts'
import { scan } from './archive/scan.ts'
import { spaces } from './workbench/spaces.ts'
import { searchBuilder } from './search/builder.ts'
import { subject } from './archive/subject.ts'

const login: PageRoute = {
  url: loginPath,
  latin1: true,
  show: async ({ base, query }) => ({ title: 'Log in', body: loginForm(base, query.has('failed')) })
}

/** Every page of the site. A new one is a file of its own and a line here. */
export const pages: readonly PageRoute[] = [
  home, login, project, subjects, subject, experiments, experiment, addScan, editScan, scan, searchBuilder,
  requests, request, spaces, faults, clock, coverage
]

import { loginForm } from '../serializers/login-form.ts'
import { loginPath } from '../http/entrances.ts'
import type { PageRoute } from './parts/page.ts'

export const login: PageRoute = {
  url: loginPath,
  show: async ({ base, query }) => ({ title: 'Log in', body: loginForm(base, query.has('failed')) })
}

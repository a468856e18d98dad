import { loginForm } from '../serializers/login-form.ts'
import type { PageRoute } from './parts/page.ts'

export const login: PageRoute = {
  url: '/app/template/Login.vm',
  show: async ({ base, query }) => ({ title: 'Log in', body: loginForm(base, query.has('failed')) })
}

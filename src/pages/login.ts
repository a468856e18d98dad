import { html } from '../serializers/markup.ts'
import type { PageRoute } from './page.ts'

/** The comment is how XNAT's own test driver knows this page, the form's tag how xnatpy does. */
export const login: PageRoute = {
  url: '/app/template/Login.vm',
  show: async ({ base, query }) => ({
    title: 'Log in',
    body: html`<!-- BEGIN xnat-templates/screens/Login.vm -->
<h1>Log in</h1>
${query.has('failed') && html`<p class="flash bad" role="alert">Login attempt failed. Please try again.</p>\n`}<form name="form1" method="post" action="${base}/login" class="action login">
<div class="control"><label for="username">User</label><input id="username" name="username" autocomplete="username" required autofocus></div>
<div class="control"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
<button class="plain">Login</button>
</form>
<p class="quiet">The demo has the users admin, owner, member, collaborator and stranger; each password is the login.</p>`
  })
}

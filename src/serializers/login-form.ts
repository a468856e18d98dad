import { type Markup, html } from './markup.ts'
import { pageHtml } from './page.ts'

/** A bare page of XNAT's own site, of which clients look at the text. */
export const sitePage = (body: string): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>XNAT</title>\n</head>\n<body>\n${body}\n</body>\n</html>\n`

const formTag = (base: string): Markup => html`<form name="form1" method="post" action="${base}/login" class="action login">`
const userInput = html`<input id="username" name="username" autocomplete="username" required autofocus>`
const passwordInput = html`<input id="password" name="password" type="password" autocomplete="current-password" required>`

/** The form to log in. The comment is how XNAT's own test driver knows its page, the form's tag how xnatpy does. */
export const loginForm = (base: string, failed: boolean): Markup => html`<!-- BEGIN xnat-templates/screens/Login.vm -->
<h1>Log in</h1>
${failed && html`<p class="flash bad" role="alert">Login attempt failed. Please try again.</p>\n`}${formTag(base)}
<div class="control"><label for="username">User</label>${userInput}</div>
<div class="control"><label for="password">Password</label>${passwordInput}</div>
<button class="plain">Login</button>
</form>
<p class="quiet">The demo has the users admin, owner, member, collaborator and stranger; each password is the login.</p>`

/** The page to log in, as those get it who requested something else. */
export const loginPage = (base: string): string => pageHtml({ title: 'Log in', base, body: loginForm(base, false) })

/** A page of XNAT's own site. @param head what stands in the head beside the title. */
export const sitePage = (body: string, head = ''): string =>
  `<!DOCTYPE html>\n<html>\n<head>\n<title>XNAT</title>\n${head}</head>\n<body>\n${body}\n</body>\n</html>\n`

/** The page to log in. The comment is how XNAT's own test driver knows it. */
export const loginForm = (basePath: string, failed: boolean): string => sitePage(`<!-- BEGIN xnat-templates/screens/Login.vm -->
${failed ? '<p>Login attempt failed. Please try again.</p>' : ''}
<form name="form1" method="post" action="${basePath}/login">
<label>User <input name="username"></label> <label>Password <input name="password" type="password"></label> <button>Login</button>
</form>`)

export const signIn = {
  title: 'Sign in',
  lead: 'How full is it now, when is it quiet, and can you trust the number?',
  token: 'Token',
  hint: 'The server printed the owner’s token when it first started: it begins with tok_. An administrator can make one for you under Setup, Tokens. Whoever runs the server makes a new owner token with: headcount token create NAME --scope read write ingest admin',
  submit: 'Sign in',
  refused: 'This token is unknown, revoked or expired.',
  unreachable: 'The server cannot be reached.',
  remember: 'The token is kept in a cookie that scripts cannot read, until you sign out.',
}

/** What the dialog needs of the one at the console; `ask` throws at ^C. */
export interface Dialog {
  readonly print: (text: string) => void;
  readonly ask: (question: string, echo?: boolean) => Promise<string>;
}

const isGoodSecret = (text: string) =>
  text.length >= 10 && /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text) && !/cisco/i.test(text);

/**
 * Releases of 17.x take no for an answer only with an enable secret (initial-configuration-dialog--unicon--1).
 * Gives the secret to be saved, undefined when nothing is.
 */
export async function askEnableSecret({ print, ask }: Dialog): Promise<string | undefined> {
  for (;;) {
    print(`
  The enable secret is a password used to protect
  access to privileged EXEC and configuration modes.
  This password, after entered, becomes encrypted in
  the configuration.
  -------------------------------------------------
  secret should be of minimum 10 characters with
  at least 1 upper case, 1 lower case, 1 digit and
  should not contain [cisco]
  -------------------------------------------------
`);
    const secret = await goodSecret({ print, ask });
    print(
      '\nThe following configuration command script was created:\n\nenable secret 9 <masked>\n!\nend\n\n\n[0] Go to the IOS command prompt without saving this config.\n[1] Return back to the setup without saving this config.\n[2] Save this configuration to nvram and exit.\n\n',
    );
    const choice = (await ask('Enter your selection [2]: ')) || '2';
    if (choice === '0') return undefined;
    if (choice === '2') return secret;
  }
}

async function goodSecret({ print, ask }: Dialog): Promise<string> {
  for (;;) {
    const secret = await ask('  Enter enable secret: ', false);
    if (secret === '') print('Please enter a secret\n');
    else if (!isGoodSecret(secret)) print('%Password validation failed\n');
    else if ((await ask('  Confirm enable secret: ', false)) === secret) return secret;
    else print('%Passwords do not match\n');
  }
}

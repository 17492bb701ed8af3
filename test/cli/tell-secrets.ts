// Loaded before a command: writes each secret that the command reveals to the file that is named in the environment.
import { writeFileSync } from 'node:fs';
import { Secret } from '../../bench/secret.ts';

const told = new Map<string, string>();
// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the secret that it was asked of
const reveal = Secret.prototype.reveal;
Secret.prototype.reveal = function (this: Secret): string {
  const plain = reveal.call(this);
  told.set(plain, this.name);
  return plain;
};
process.on('exit', () => {
  const file = process.env['CONFORM_TEST_SECRETS'];
  if (told.size > 0 && file !== undefined) writeFileSync(file, JSON.stringify([...told]));
});

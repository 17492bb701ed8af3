import type { AaaTurn } from '../bench/aaa-dialogue.ts';

/** Dialogues of the guide's examples, as a TACACS+ server asks them (guide, pages 41 and 42). */

const newPassword = 'New Password: ';
const again = 'Re-enter New password: ';
const expired = 'Your password has expired.\nEnter a new one now.\n';
const differ = 'The New and Re-entered passwords have to be the same.\nTry again.\n';

/** "a blank password change": an empty answer begins it. */
export const changeOnBlank: readonly AaaTurn[] = [
  { prompt: 'Password:', expects: 'password', right: { status: 'pass' }, empty: { turn: 'old' } },
  { name: 'old', prompt: 'Old Password: ', expects: 'password' },
  ...changeIn(newPassword, 1),
];

/** A password that has to be changed before the shell opens; so often the new one may be given in all. */
export function expiredPassword(tries = 2): readonly AaaTurn[] {
  return [{ prompt: 'Password:', expects: 'password' }, ...changeIn(`${expired}${newPassword}`, tries)];
}

/** One question, whose answer is shown: a challenge. */
export function challenged(challenge: string, response: string): readonly AaaTurn[] {
  return [{ prompt: `${challenge}\nResponse: `, echo: true, expects: { text: response } }];
}

function changeIn(first: string, tries: number): AaaTurn[] {
  return Array.from({ length: tries }, (_, index): AaaTurn[] => [
    {
      name: `new-${index}`,
      prompt: index === 0 ? first : `${differ}${newPassword}`,
      expects: 'new-password',
    },
    {
      prompt: again,
      expects: 'same-again',
      right: { status: 'pass' },
      wrong: index + 1 < tries ? { turn: `new-${index + 1}` } : { status: 'fail' },
    },
  ]).flat();
}

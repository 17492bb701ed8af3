import type { AaaAccount } from '../bench/aaa-dialogue.ts';
import type { SshLoginArgs, SshTry } from '../bench/ssh-client.ts';
import type { Lab } from './lab.ts';

type Bench = Pick<Lab, 'bench'>;

const wrongPassword = ({ bench }: Bench): string => bench.secret('wrong password').reveal();

/** Logins that must not succeed: a known user without a password, with an empty and with a wrong one, and a stranger. */
export function withoutCredentials(lab: Bench, username: string): readonly SshLoginArgs[] {
  const password = wrongPassword(lab);
  return [
    {
      username,
      tries: [
        { method: 'none' },
        { method: 'keyboard-interactive', password: '' },
        { method: 'password', password },
      ],
    },
    { username: 'stranger', password },
  ];
}

/** A client that is asked so often, and never knows. */
export function wrongPasswords(lab: Bench, prompts: number): SshTry[] {
  const password = wrongPassword(lab);
  return Array.from({ length: prompts }, () => ({ method: 'keyboard-interactive', password }));
}

/** The bench's account as an AAA server knows it: with it the harness gets in wherever the server is asked. */
export function benchAccount({ bench }: Bench): AaaAccount {
  const { username, password } = bench.dut.account;
  return { username, password: password.reveal() };
}

import type { AaaAccount } from '../bench/aaa-dialogue.ts';
import type { RadiusRequestsObservation } from '../bench/radius-server.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { SshLoginObservation } from '../bench/ssh-client.ts';
import type { TacacsExchangesObservation } from '../bench/tacacs-server.ts';
import type { Lab } from './lab.ts';
import { nameRadiusServer, radiusSecret } from './radius-logins.ts';
import { nameTacacsServer, tacacsKey } from './tacacs-logins.ts';

/** Logins while the default list names a group of servers, and what the server saw of them. */
export interface ServerDecides<Asked> {
  /** Of a user whom the server alone knows. */
  readonly right: Recorded<SshLoginObservation>;
  readonly wrong: Recorded<SshLoginObservation>;
  /** Of the bench's own account, which the server does not know. */
  readonly localOnly: Recorded<SshLoginObservation>;
  readonly asked: Asked;
}

type Needs = Pick<Lab, 'dut' | 'bench' | 'client'>;

/** Whom the servers alone know. */
export const remoteUser = 'conform-remote';

/** Its password, and what else a server is to say of it. */
export function remoteAccount(
  { bench }: Pick<Lab, 'bench'>,
  more: Partial<AaaAccount> = {},
): AaaAccount & { readonly password: string } {
  return { username: remoteUser, ...more, password: bench.secret(remoteUser).reveal() };
}

/** Has `group tacacs+` decide, after `aaa new-model`. */
export async function tacacsDecides(
  lab: Needs & Pick<Lab, 'tacacs'>,
): Promise<ServerDecides<Recorded<TacacsExchangesObservation>>> {
  const { dut, bench, tacacs } = lab;
  await nameTacacsServer(lab);
  const since = await tacacs.listen({ key: tacacsKey(bench), accounts: [remoteAccount(lab)] });
  await dut.configure('aaa authentication login default group tacacs+');
  const logins = await threeLogins(lab);
  // One exchange for each prompt that the clients answered.
  const asked = await tacacs.exchanges(since, { count: 3, kind: 'authentication' });
  return { ...logins, asked };
}

/** The same of `group radius`. */
export async function radiusDecides(
  lab: Needs & Pick<Lab, 'radius'>,
): Promise<ServerDecides<Recorded<RadiusRequestsObservation>>> {
  const { dut, bench, radius } = lab;
  await nameRadiusServer(lab);
  const since = await radius.listen({ secret: radiusSecret(bench), accounts: [remoteAccount(lab)] });
  await dut.configure('aaa authentication login default group radius');
  const logins = await threeLogins(lab);
  const asked = await radius.requests(since, { count: 3, kind: 'access' });
  return { ...logins, asked };
}

async function threeLogins({ bench, client }: Needs) {
  const { password } = remoteAccount({ bench });
  const of = (typed: string) =>
    client.login({
      username: remoteUser,
      tries: [{ method: 'keyboard-interactive', password: typed }],
    });
  const own = bench.dut.account;
  const right = await of(password);
  // It need not hold a line while the others try.
  if (right.observation.session !== undefined) await client.logout(right);
  return {
    right,
    wrong: await of(bench.secret('wrong password').reveal()),
    localOnly: await client.login({
      username: own.username,
      tries: [{ method: 'keyboard-interactive', password: own.password.reveal() }],
    }),
  };
}

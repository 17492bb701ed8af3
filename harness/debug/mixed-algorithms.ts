import { claimed } from '../../bench/claims.ts';
import type { Lab } from '../lab.ts';
import type { DebuggedSession, SshDebugging } from './ssh-debugging.ts';

/** `In` is from the device to the client. */
interface MixedAlgorithms {
  readonly [part: string]: string;
  readonly cipherOut: string;
  readonly cipherIn: string;
  readonly macOut: string;
  readonly macIn: string;
}

/** The same in the terms of what the device shows. */
export interface ShownAlgorithms {
  readonly toServer: { readonly cipher: string; readonly mac: string };
  readonly toClient: { readonly cipher: string; readonly mac: string };
}

/** Debugs a session whose algorithms differ by direction; `during` is told of them while it is open. */
export async function debugMixedSession(
  { bench }: Pick<Lab, 'bench'>,
  ssh: SshDebugging,
  username: string,
  during: (algorithms: ShownAlgorithms) => Promise<unknown>,
): Promise<DebuggedSession & ShownAlgorithms & { readonly mixed: MixedAlgorithms }> {
  await ssh.start();
  const mixed = mixedAlgorithms(bench);
  const { cipherOut, cipherIn, macOut, macIn } = mixed;
  const toServer = { cipher: cipherOut, mac: macOut };
  const toClient = { cipher: cipherIn, mac: macIn };
  const algorithms = {
    kex: [ssh.plain().kex],
    cipherOut: [cipherOut],
    cipherIn: [cipherIn],
    macOut: [macOut],
    macIn: [macIn],
  };
  const how = { ...(await ssh.user(username)), algorithms };
  const session = await ssh.watchSession(how, () => during({ toServer, toClient }));
  return { ...session, mixed, toServer, toClient };
}

/** One of each kind in each direction, two different ones as far as the release has two. */
function mixedAlgorithms({ profile }: Lab['bench']): MixedAlgorithms {
  const ciphers = claimed(profile, 'ssh-ciphers').filter((name) => /-(?:ctr|cbc)$/.test(name));
  const [cipherOut = '', cipherIn = cipherOut] = ciphers;
  const [macIn = '', macOut = macIn] = claimed(profile, 'ssh-macs');
  return { cipherOut, cipherIn, macOut, macIn };
}

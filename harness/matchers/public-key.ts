import { z } from 'zod';
import type { SshAuthTurn, SshLoginObservation } from '../../bench/ssh-client.ts';
import { pubkeyServersOf, pubkeyUsersOf } from '../show/pubkey-chain.ts';
import { parseShowCryptoKeyMypubkeyRsa } from '../show/show-crypto-key-mypubkey-rsa.ts';
import { parseShowRunningConfig } from '../show/show-running-config.ts';
import { sshFingerprintOf } from '../show/ssh-fingerprint.ts';
import type { Match } from '../matcher.ts';
import { defineMatcher } from './define.ts';
import { isErrorLine } from './error-line.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** Matchers of RSA user authentication, of the keys that are configured for it, and of the server's own key. */

const login = ['ssh-login'] as const;
const methods = z.enum(['none', 'password', 'keyboard-interactive', 'publickey']);

/** Let in by this method; by publickey without a question on the way. */
export const authenticatedBy = defineMatcher<SshLoginObservation, SshAuthTurn['method']>(
  'authenticatedBy',
  login,
  methods,
  (expected, { outcome, turns, detail }) => {
    const prompts = turns.flatMap((turn) => turn.prompts);
    const by = turns.find(({ result }) => result === 'success')?.method;
    return {
      matches: outcome === 'authenticated' && by === expected && (by !== 'publickey' || prompts.length === 0),
      got:
        outcome === 'authenticated'
          ? `let in by ${by ?? 'nothing'}${prompts.length === 0 ? '' : `, after ${quote(prompts.map(({ text }) => text))}`}`
          : `${outcome}${detail === undefined ? '' : ` (${detail})`} after ${attemptsOf(turns)}`,
    };
  },
);

/** The server's answer to a client that asked whether its key would do: SSH_MSG_USERAUTH_PK_OK or not. */
export const keyAccepted = defineMatcher<SshLoginObservation, boolean>(
  'keyAccepted',
  login,
  z.boolean(),
  (expected, { turns }) => {
    const asked = turns.find((turn) => turn.keyAccepted !== undefined);
    return {
      matches: asked?.keyAccepted === expected,
      got:
        asked === undefined
          ? `no key was asked about: ${attemptsOf(turns)}`
          : asked.keyAccepted === true
            ? 'the key would do'
            : 'the key would not do',
    };
  },
);

/** All of these can continue, as the refusal of the first request says. */
export const methodsOffered = defineMatcher<SshLoginObservation, readonly string[]>(
  'methodsOffered',
  login,
  z.array(z.string()).min(1),
  (expected, { turns }) => {
    const offered = turns[0]?.canContinue ?? [];
    return {
      matches: expected.every((method) => offered.includes(method)),
      got: offered.length === 0 ? 'no methods' : offered.join(', '),
    };
  },
);

/** Running-config has exactly these keys for the user, in any order: `ssh-rsa 5D24…`. None: no line of his has a key. */
export const keysOfUser = defineMatcher<
  CommandOutput,
  { readonly user: string; readonly keys: readonly string[] }
>(
  'keysOfUser',
  commandOutput,
  z.strictObject({ user: z.string().min(1), keys: z.array(z.string()) }),
  ({ user, keys }, output) => {
    const { wrong, found } = keysIn(output, pubkeyUsersOf);
    return theseKeys(keys, found.get(user), wrong);
  },
);

/** Running-config has exactly these keys for the server, as of `keysOfUser`. */
export const keysOfServer = defineMatcher<
  CommandOutput,
  { readonly server: string; readonly keys: readonly string[] }
>(
  'keysOfServer',
  commandOutput,
  z.strictObject({ server: z.string().min(1), keys: z.array(z.string()) }),
  ({ server, keys }, output) => {
    const { wrong, found } = keysIn(output, pubkeyServersOf);
    return theseKeys(keys, found.get(server), wrong);
  },
);

/** Running-config has keys for exactly these users. */
export const usersWithKeys = defineMatcher<CommandOutput, readonly string[]>(
  'usersWithKeys',
  commandOutput,
  z.array(z.string()),
  (expected, output) => {
    const { wrong, found } = keysIn(output, pubkeyUsersOf);
    const users = [...found].filter(([, keys]) => keys.length > 0).map(([user]) => user);
    return {
      matches: wrong === undefined && [...users].sort().join() === [...expected].sort().join(),
      got: wrong ?? `${users.length} users: ${users.join(', ')}`,
    };
  },
);

/** `show crypto key mypubkey rsa` lists the key with this fingerprint (SHA-256, as a login observes it). */
export const keyFingerprintListed = defineMatcher<CommandOutput, string>(
  'keyFingerprintListed',
  commandOutput,
  z.string().min(1),
  (expected, output) => {
    const { keys } = parseShowCryptoKeyMypubkeyRsa(linesOf(output));
    const listed = keys.map(
      ({ name, data }) => `${name ?? ''} ${sshFingerprintOf(data ?? '') ?? 'without data'}`,
    );
    return {
      matches: keys.some(({ data }) => sshFingerprintOf(data ?? '') === expected),
      got: keys.length === 0 ? `no key pair: ${quote(linesOf(output))}` : listed.join(', '),
    };
  },
);

function theseKeys(expected: readonly string[], got: readonly string[] = [], wrong?: string): Match {
  return {
    matches: wrong === undefined && [...got].sort().join() === [...expected].sort().join(),
    got: wrong ?? (got.length === 0 ? 'no key' : got.join(', ')),
  };
}

/** `wrong`: what was printed where it shows no configuration; a filter may find nothing in one. */
function keysIn(
  output: CommandOutput,
  ownersOf: typeof pubkeyUsersOf,
): { wrong?: string; found: ReadonlyMap<string, readonly string[]> } {
  const errors = linesOf(output).filter(isErrorLine);
  const { lines } = parseShowRunningConfig(linesOf(output));
  const filtered = output.kind === 'cli' && output.command.includes('|');
  const found = ownersOf(lines);
  if (errors.length > 0) return { wrong: quote(errors), found };
  return lines.length > 0 || filtered ? { found } : { wrong: 'no configuration', found };
}

function attemptsOf(turns: readonly SshAuthTurn[]): string {
  return turns.length === 0 ? 'no attempt' : turns.map(({ method }) => method).join(', ');
}

import type { Args } from '../command-line/grammar.ts';

/** What `ssh …` was asked for. */
export interface ClientRequest {
  /** As it was typed: an address or a name. */
  readonly target: string;
  /** Of `-l`. */
  readonly user: string | undefined;
  /** Undefined: as `ip ssh version` says. */
  readonly version: 1 | 2 | undefined;
  /** Of `-c`: a name of version 2, `des` or `3des`. */
  readonly cipher: string | undefined;
  /** Of `-m`. */
  readonly mac: string | undefined;
  readonly port: number;
  readonly vrf: string | undefined;
  /** Tries of each method of authentication. */
  readonly prompts: number;
  /** Run in place of a shell. */
  readonly command: string | undefined;
}

const defaultPort = 22;
/** Guide page 40: three by keyboard-interactive, and then three by password. */
export const defaultPrompts = 3;

export function requestOf(args: Args): ClientRequest {
  const { remote = '', user, version, cipher, mac, port, vrf, prompts, command } = args;
  return {
    target: remote,
    user,
    version: version === '1' ? 1 : version === '2' ? 2 : undefined,
    cipher,
    mac: mac === undefined ? undefined : (longNames[mac] ?? mac),
    port: port === undefined ? defaultPort : Number(port),
    vrf,
    prompts: prompts === undefined ? defaultPrompts : Number(prompts),
    command,
  };
}

/** Names of older documents with the length of the hash, which is that of the whole one. */
const longNames: Readonly<Record<string, string>> = {
  'hmac-sha1-160': 'hmac-sha1',
  'hmac-md5-128': 'hmac-md5',
};

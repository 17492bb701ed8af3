import type { KeyObject } from 'node:crypto';
import type { BuiltCipher } from '../../protocols/ssh1/numbers.ts';

/** What a client may ask for besides a terminal and a shell. */
export type Ssh1Request = 'exec' | 'port-forward' | 'agent' | 'x11' | 'compression';

/** How connections of protocol version 1 are served. */
export interface Ssh1Settings {
  /** The temporary key beside the host key. */
  readonly serverKey: () => Promise<KeyObject>;
  readonly ciphers: readonly BuiltCipher[];
  readonly grants: (request: Ssh1Request) => boolean;
  /** Sent as it is before the first packet. */
  readonly clearText?: string;
}

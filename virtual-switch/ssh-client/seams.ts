import type { BuiltCipher } from '../../protocols/ssh1/numbers.ts';
import type { Offer } from '../../protocols/ssh2/offer.ts';
import type { ClientRequest } from './request.ts';

/** The entry of `ip ssh pubkey-chain` for one server: its name or address, and its keys as `ssh-rsa 5D24…`. */
export interface ServerEntry {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The names by which a server may be known: what was typed first, then its address. */
export type ServerNames = readonly string[];

/** What a server shows of itself in a key exchange. */
export interface ServerFacts {
  /** As the pubkey-chain keeps it: `ssh-rsa 5D24…`. */
  readonly key: string;
  /** Whether the exchange was signed by that key. */
  readonly signatureHolds: boolean;
  /** Whether it is one that makes new keys for a session. */
  readonly again: boolean;
}

/** What decides whether a client is started. */
export interface StartFacts {
  readonly version: 1 | 2 | undefined;
  /** Whether the switch's own server is. */
  readonly serverEnabled: boolean;
  readonly sourceInterface: boolean;
}

/** Addresses of the switch that a connection might come from. */
export interface SourceChoice {
  /** Of `ip ssh source-interface`. */
  readonly configured: string | undefined;
  /** Of the interface that the table of the connection leads to. */
  readonly ofTable: string;
  /** Of that which the global table would lead to. */
  readonly ofGlobal: string | undefined;
}

/** A method of authentication, or a key (PEM) to log in with. */
export type ClientMethod = 'keyboard-interactive' | 'password' | { readonly privateKey: string };

/** The rules of the switch's own SSH client that a known departure may replace. */
export interface ClientSeams {
  /** What is done of what was asked for. */
  sshClientRequest(asked: ClientRequest): ClientRequest;
  /** Who logs in, of `-l` and the user of the line. */
  sshClientUser(named: string | undefined, ofLine: string | undefined): string | undefined;
  /** Whether a client may be started: version 1 needs the server's keys (guide page 3). */
  sshClientMayStart(facts: StartFacts): boolean;
  /** The table that a name of a VRF stands for; undefined where the command is refused. */
  sshClientTable(
    vrf: string | undefined,
    exists: boolean,
  ): { readonly table: string | undefined } | undefined;
  /** The name that is asked for of one that was typed. */
  questionName(typed: string, domain: string | undefined): string;
  /** The address that a connection comes from. */
  sshClientSource(choice: SourceChoice): string;
  sshClientIdent(version: '1.5' | '1.99' | '2.0', request: ClientRequest): string;
  sshClientOffer(offer: Offer): Offer;
  sshClientVersion1Ciphers(ciphers: readonly BuiltCipher[]): readonly BuiltCipher[];
  /** In their order; publickey is never among them (guide page 21). */
  sshClientMethods(): readonly ClientMethod[];
  /** How often a method that asks is tried. */
  sshClientTries(asked: number, method: ClientMethod): number;
  /** Whether a password is shown while it is typed, given that the server wants it so. */
  sshClientEcho(asked: boolean): boolean;
  /** The entry that a server is checked against. */
  serverEntryFor(entries: readonly ServerEntry[], names: ServerNames): ServerEntry | undefined;
  /** Whether the check of the server lets it go on. */
  admitsServer(
    facts: ServerFacts,
    check: { readonly strict: boolean; readonly entry: ServerEntry | undefined },
  ): boolean;
  /** When a server that is not admitted is refused, and told so. */
  serverRefusedAt(): 'key exchange' | 'end of authentication' | 'never';
  /** What one who types is told of a server that is refused. */
  serverRefusal(text: string): string;
  /** The questions of one request that are put to the one who types; the others get no answer. */
  sshClientQuestions<T>(asked: readonly T[]): readonly T[];
  /** What is done where a key exchange of version 2 failed. */
  afterFailedExchange(): 'end' | 'hang';
  /** What the command behind the address becomes; undefined asks for a shell. */
  sshClientCommand(command: string | undefined): string | undefined;
  /** Lines of `debug ip ssh client` on one thing that happened. */
  sshClientDebugLines(lines: readonly string[]): readonly string[];
  /** Which output `debug ip ssh client` is to have, given which debugging is on. */
  showsClientDebug(on: { readonly client: boolean; readonly server: boolean }): boolean;
  /** The last line of a session, `[Connection to … closed by foreign host]`. */
  sshClientClosing(line: string): string;
  /** What is sent of what is typed in a session. */
  sshClientTyped(text: string): string;
  /** Whether the escape sequence leads back to the prompt. */
  honoursEscape(): boolean;
}

export function standardClientSeams(): ClientSeams {
  return {
    sshClientRequest: (asked) => asked,
    sshClientUser: (named, ofLine) => named ?? ofLine,
    sshClientMayStart: ({ version, serverEnabled }) => version !== 1 || serverEnabled,
    sshClientTable: (vrf, exists) => (vrf === undefined || exists ? { table: vrf } : undefined),
    questionName: (typed, domain) =>
      domain === undefined || typed.includes('.') ? typed : `${typed}.${domain}`,
    sshClientSource: ({ configured, ofTable }) => configured ?? ofTable,
    sshClientIdent: (version) => `SSH-${version}-Cisco-1.25`,
    sshClientOffer: (offer) => offer,
    sshClientVersion1Ciphers: (ciphers) => ciphers,
    sshClientMethods: () => ['keyboard-interactive', 'password'],
    sshClientTries: (asked) => asked,
    sshClientEcho: (asked) => asked,
    serverEntryFor: (entries, names) => {
      for (const name of names) {
        const entry = entries.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        if (entry !== undefined) return entry;
      }
      return undefined;
    },
    admitsServer: ({ key, signatureHolds }, { strict, entry }) =>
      !strict || (entry?.keys.includes(key) === true && signatureHolds),
    serverRefusedAt: () => 'key exchange',
    serverRefusal: (text) => text,
    sshClientQuestions: (asked) => asked,
    afterFailedExchange: () => 'end',
    sshClientCommand: (command) => command,
    sshClientDebugLines: (lines) => lines,
    showsClientDebug: ({ client }) => client,
    sshClientClosing: (line) => line,
    sshClientTyped: (text) => text,
    honoursEscape: () => true,
  };
}

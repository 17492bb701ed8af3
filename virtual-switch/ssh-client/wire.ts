import type { Socket } from 'node:net';
import type { Offer } from '../../protocols/ssh2/offer.ts';
import type { SwitchClock } from '../ssh/host.ts';
import type { ClientRequest } from './request.ts';
import type { ClientSeams, ServerFacts } from './seams.ts';
import type { WireWatch } from './wire-watch.ts';

/** What a connection of the client needs of the switch and of the one who types. */
export interface ClientHost {
  readonly seams: ClientSeams;
  readonly clock: SwitchClock;
  readonly request: ClientRequest & { readonly user: string };
  readonly offer: Offer;
  /** `ip ssh dh min size`, bits. */
  readonly dhMinBits: number;
  /** Of the terminal, in characters. */
  readonly size: { readonly width: number; readonly height: number };
  readonly watch: WireWatch;
  /** Asks for one line; rejects with SessionOver where nobody answers. */
  ask(prompt: string, echo: boolean): Promise<string>;
  print(text: string): void;
  /** A line of `debug ip ssh client`: `2` begins with `SSH2 CLIENT n`. */
  debug(family: 'any' | '2', text: string): void;
  log(facility: string, severity: number, mnemonic: string, text: string): void;
  /** Whether the server may go on, given what it showed. */
  admits(facts: { readonly key: Uint8Array } & Pick<ServerFacts, 'signatureHolds' | 'again'>): boolean;
  /** Says that it may not. */
  sayRefused(): void;
  /** Output of the far end. */
  received(bytes: Buffer): void;
  /** What it says beside its output. */
  complained(bytes: Buffer): void;
}

/** One connection whose identification strings were exchanged. */
export interface ClientWire {
  /** Settles when the shell or command runs; rejects with SessionOver. */
  open(): Promise<void>;
  /** Settles when the session is over. */
  readonly over: Promise<SessionEnd>;
  send(bytes: Buffer): void;
  /** The same; settles when the far end can take more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Nothing more will be sent. */
  endInput(): void;
  pause(): void;
  resume(): void;
  /** Ends it from our side. */
  close(): void;
}

export interface SessionEnd {
  readonly by: 'us' | 'server';
}

export interface IdentifiedSocket {
  readonly socket: Socket;
  /** The server's identification string with its end, and what was read behind it. */
  readonly bytes: Buffer;
  readonly ourIdent: string;
}

import type { SshDebugLine } from '../ssh/host.ts';
import { sizeOf } from '../ssh/session-trace.ts';

/**
 * Tells `debug ip ssh` of one connection of version 1, after its identification strings. The guide prints no such
 * session: these lines are from memory of Cisco's "Configure SSH on Routers and Switches", where each is an event.
 */
export class Ssh1Trace {
  readonly #number: number;
  readonly #tell: (line: SshDebugLine) => void;

  constructor(number: number, tell: (line: SshDebugLine) => void) {
    this.#number = number;
    this.#tell = tell;
  }

  publicKeySent(): void {
    this.#event('SSH_SMSG_PUBLIC_KEY msg');
  }

  /** `length` without type and check. */
  sessionKeyReceived(length: number): void {
    this.#event(`SSH_CMSG_SESSION_KEY msg - length ${length}, type 0x03`);
  }

  /** One of the two decryptions of the session key. */
  decrypted(): void {
    this.#say('SSH: RSA decrypt started');
    this.#say('SSH: RSA decrypt finished');
  }

  keysExchanged(): void {
    this.#event('sending encryption confirmation');
    this.#event('keys exchanged and encryption on');
  }

  userReceived(name: string): void {
    this.#event('SSH_CMSG_USER message received');
    this.#event(`authentication request for userid ${name}`);
    this.#event('SSH_SMSG_FAILURE message sent');
  }

  passwordReceived(): void {
    this.#event('SSH_CMSG_AUTH_PASSWORD message received');
  }

  authenticated(name: string): void {
    this.#event(`authentication successful for ${name}`);
  }

  refused(name: string): void {
    this.#event(`password authentication failed for ${name}`);
  }

  terminalRequested(asked: { height: number; width: number }): void {
    const { height, width } = sizeOf(asked);
    this.#event('requesting TTY');
    const set = `set: length ${height}, width ${width}`;
    this.#event(`setting TTY - requested: length ${asked.height}, width ${asked.width}; ${set}`);
  }

  invalidRequest(type: number): void {
    this.#event(`invalid request - 0x${type.toString(16).toUpperCase().padStart(2, '0')}`);
  }

  shellStarted(): void {
    this.#event('SSH_CMSG_EXEC_SHELL message received');
    this.#event('starting shell for vty');
  }

  #event(text: string): void {
    this.#say(`SSH${this.#number}: ${text}`);
  }

  #say(text: string): void {
    this.#tell({ kind: 'event', text: () => text });
  }
}

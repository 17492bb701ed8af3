import { EventEmitter } from 'node:events';
import type { Endpoint } from '../../bench/endpoint.ts';

/**
 * What net-snmp takes for a datagram socket (its option `dgramModule`): datagrams are fed to it by emitting `message`, and
 * what it sends is handed out.
 */
export class FedSocket extends EventEmitter {
  readonly #onSend: (bytes: Uint8Array, to: Endpoint) => void;

  constructor(onSend: (bytes: Uint8Array, to: Endpoint) => void) {
    super();
    this.#onSend = onSend;
  }

  bind(): void {
    // The true socket is bound already.
  }

  send(
    buffer: Buffer,
    offset: number,
    length: number,
    port: number,
    address: string,
    sent?: (error: Error | null) => void,
  ): void {
    this.#onSend(buffer.subarray(offset, offset + length), { address, port });
    sent?.(null);
  }

  close(closed?: () => void): void {
    closed?.();
  }
}

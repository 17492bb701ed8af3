import type { SshFact } from '../../bench/ssh-reading.ts';
import type { PacketEvent } from '../../protocols/ssh2/packet-tap.ts';
import type { FactTape } from './fact-tape.ts';

/** Remembers the packets of a connection, and puts them on its tape when they are asked for. */
export class PacketLog {
  readonly #facts: FactTape;
  #unwritten: SshFact[] = [];

  constructor(facts: FactTape) {
    this.#facts = facts;
  }

  add({ direction, packetLength, payload: _, ...packet }: PacketEvent): void {
    const { type, padLength, macLength, blockLength, sequence, encrypted } = packet;
    this.#unwritten.push({
      fact: 'packet',
      direction: direction === 'in' ? 'received' : 'sent',
      type,
      length: packetLength + 4,
      padLength,
      macLength,
      blockLength,
      sequence,
      encrypted,
    });
  }

  write(): void {
    for (const packet of this.#unwritten.splice(0)) this.#facts.write(packet);
  }
}

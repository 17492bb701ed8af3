import type { SshDebugLine } from './ssh-debug-lines.ts';

/** One packet as the lines on its receipt tell it. */
export interface Reception {
  readonly length: number;
  /** Of each line on its progress. */
  readonly partials: readonly {
    readonly block: number;
    readonly needed: number;
    readonly macLength: number;
  }[];
  /** Reads of the connection that began while it came. */
  readonly reads: number;
  readonly padLength?: number;
  readonly type?: number;
  readonly mac?: { readonly sequence: number; readonly result: string };
  /** Came when our keys were in use already. */
  readonly encrypted: boolean;
}

export interface Receiving {
  readonly receptions: readonly Reception[];
  /** Bytes of all reads. */
  readonly read: number;
  /** Lines on a packet for which no bytes had been read. */
  readonly unread: number;
}

type Growing = { -readonly [Part in keyof Reception]: Reception[Part] };

/** The packets that a session received, told by its lines of class packet, in order. */
export function receivingOf(lines: readonly SshDebugLine[]): Receiving {
  const receptions: Growing[] = [];
  let read = 0;
  let taken = 0;
  let unread = 0;
  let keysInUse = false;
  let readsBefore = 0;
  for (const { fact } of lines) {
    const last = receptions.at(-1);
    switch (fact.what) {
      case 'read': {
        read += fact.bytes;
        // A read between the end of one packet and the beginning of the next belongs to the next.
        if (last === undefined || last.padLength !== undefined) readsBefore += 1;
        else last.reads += 1;
        break;
      }
      case 'packet length':
        if (last !== undefined) taken += last.length + (last.partials.at(-1)?.macLength ?? 0);
        if (read <= taken) unread += 1;
        receptions.push({
          length: fact.length,
          partials: [],
          reads: readsBefore,
          encrypted: keysInUse,
        });
        readsBefore = 0;
        break;
      case 'partial':
        if (last !== undefined) {
          const { block, needed, macLength = 0 } = fact;
          last.partials = [...last.partials, { block, needed, macLength }];
        }
        break;
      case 'MAC checked':
        if (last !== undefined) last.mac = { sequence: fact.sequence, result: fact.result };
        break;
      case 'padding':
        if (last !== undefined) last.padLength = fact.length;
        break;
      case 'type':
        if (last !== undefined) last.type = fact.type;
        break;
      case 'new keys':
        if (fact.mode === 0) keysInUse = true;
        break;
      default:
    }
  }
  return { receptions, read, unread };
}

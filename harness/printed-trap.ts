/** One notification as `debug snmp packet` prints it (guide page 42), each part where it was printed. */
export interface PrintedTrap {
  /** `SNMP: Queuing packet to A`. */
  readonly queuedTo?: string;
  /** `SNMP: V1 Trap, ent E, addr A, gentrap G, spectrap S`. */
  readonly header?: {
    readonly enterprise: string;
    readonly address: string;
    readonly generic: number;
    readonly specific: number;
  };
  /** The variables in their order: `local.9.3.1.1.2.1`, `6`. */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  /** `SNMP: Packet sent via UDP to A`. */
  readonly sentTo?: string;
}

const queuing = /SNMP: Queuing packet to (\S+)/;
const header = /SNMP: V1 Trap, ent (\S+), addr (\S+), gentrap (\d+), spectrap (\d+)/;
const variable = /^\s*([A-Za-z][\w.-]*\.[\d.]+) = (.*?)\s*$/;
const sent = /SNMP: Packet sent via UDP to (\S+)/;

/**
 * The notifications in what a console printed, in the order of their queuing. With several hosts all are queued before
 * the first is sent, so a sent line belongs to the first that waits for that host. A part that stands where it should
 * not begins one of its own: so an order that is not the guide's is seen.
 */
export function printedTraps(lines: readonly string[]): PrintedTrap[] {
  const traps: Printing[] = [];
  const begin = (): Printing => {
    const trap: Printing = { variables: [] };
    traps.push(trap);
    return trap;
  };
  for (const line of lines) {
    const last = traps.at(-1);
    const [, queuedTo] = queuing.exec(line) ?? [];
    const [, enterprise, address, generic, specific] = header.exec(line) ?? [];
    const [, name, value] = variable.exec(line) ?? [];
    const [, sentTo] = sent.exec(line) ?? [];
    if (queuedTo !== undefined) {
      begin().queuedTo = queuedTo;
    } else if (enterprise !== undefined && address !== undefined) {
      const fits = last !== undefined && last.header === undefined && isBare(last);
      const trap = fits ? last : begin();
      trap.header = { enterprise, address, generic: Number(generic), specific: Number(specific) };
    } else if (name !== undefined && value !== undefined) {
      const fits = last !== undefined && last.sentTo === undefined;
      (fits ? last : begin()).variables.push({ name, value });
    } else if (sentTo !== undefined) {
      const waiting = traps.filter((trap) => trap.sentTo === undefined);
      const trap = waiting.find((each) => each.queuedTo === sentTo) ?? waiting.at(-1) ?? begin();
      trap.sentTo = sentTo;
    }
  }
  return traps;
}

/** A notification while its parts come. */
interface Printing {
  queuedTo?: string;
  header?: NonNullable<PrintedTrap['header']>;
  sentTo?: string;
  readonly variables: { readonly name: string; readonly value: string }[];
}

/** Nothing of it but its queuing line was printed. */
function isBare({ variables, sentTo }: Printing): boolean {
  return variables.length === 0 && sentTo === undefined;
}

/** The one whose variables are indexed by the TCP connection from this far end, else the only one. */
export function printedTrapOf(
  lines: readonly string[],
  remote: { readonly address: string; readonly port: number },
): PrintedTrap | undefined {
  const traps = printedTraps(lines);
  const ofSession = traps.filter(({ variables }) =>
    variables.some(({ name }) => name.endsWith(`.${remote.address}.${remote.port}`)),
  );
  return ofSession[0] ?? (traps.length === 1 ? traps[0] : undefined);
}

/** The bytes of TELNET (RFC 854), and those of its options that are spoken here. */

/** Begins every command; twice, it is a byte of data. */
export const iac = 255;

export const command = {
  /** End of a subnegotiation. */
  se: 240,
  nop: 241,
  /** Are You There. */
  ayt: 246,
  /** Begins a subnegotiation. */
  sb: 250,
} as const;

const verbs = { will: 251, wont: 252, do: 253, dont: 254 } as const;
export type Verb = keyof typeof verbs;

/** RFC 856, 857, 858, 1091 and 1073. */
const options = {
  binary: 0,
  echo: 1,
  'suppress-go-ahead': 3,
  'terminal-type': 24,
  'window-size': 31,
} as const;
export type OptionName = keyof typeof options;

/** What a terminal type subnegotiation begins with (RFC 1091). */
export const terminalType = { is: 0, send: 1 } as const;

export function optionCode(name: OptionName): number {
  return options[name];
}

/** The name of an option, or its number where it has none here. */
export function optionText(code: number): string {
  return (
    (Object.entries(options) as [OptionName, number][]).find(([, each]) => each === code)?.[0] ??
    `option ${code}`
  );
}

export function verbOf(byte: number): Verb | undefined {
  return (Object.entries(verbs) as [Verb, number][]).find(([, each]) => each === byte)?.[0];
}

/** `IAC DO ECHO` and its like. */
export function negotiation(verb: Verb, option: number): Buffer {
  return Buffer.from([iac, verbs[verb], option]);
}

/** `IAC SB option … IAC SE`. */
export function subnegotiation(option: number, body: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from([iac, command.sb, option]),
    escaped(body),
    Buffer.from([iac, command.se]),
  ]);
}

/** Data as it goes over the wire: the byte that begins commands stands twice. */
export function escaped(data: Uint8Array): Buffer {
  if (!data.includes(iac)) return Buffer.from(data);
  return Buffer.from([...data].flatMap((byte) => (byte === iac ? [iac, iac] : [byte])));
}

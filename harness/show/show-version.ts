/** A switch of the stack. */
export interface ShownMember {
  readonly active: boolean;
  readonly number: number;
  readonly ports: number;
  readonly model: string;
  readonly release: string;
  readonly image: string;
  /** `INSTALL` or `BUNDLE`, where the platform has the two. */
  readonly mode?: string;
}

/** What `show version` says. Every field is absent where its line is. */
export interface ShowVersion {
  readonly hostname?: string;
  /** As the processor's line has it: `WS-C3650-48PD`. */
  readonly platform?: string;
  /** As the label has it; 3750-X adds the licence: `WS-C3750X-24S-E`. */
  readonly model?: string;
  /** `03.06.07E`, `15.2(2)E7`; of the package, where IOS XE has one number and IOS another. */
  readonly release?: string;
  /** The image's name: `CAT3K_CAA-UNIVERSALK9-M`. */
  readonly software?: string;
  /** The image's file: `flash:packages.conf`. */
  readonly image?: string;
  readonly uptime?: string;
  readonly returnedBy?: string;
  readonly reloadReason?: string;
  readonly serial?: string;
  readonly processorBoard?: string;
  readonly configRegister?: string;
  readonly members: readonly ShownMember[];
  readonly unknown: readonly string[];
}

type TextField = Exclude<keyof ShowVersion, 'members' | 'unknown'>;

/** The first line that matches gives the field: the later ones are about other members of the stack. */
const fields: readonly (readonly [RegExp, ...TextField[]])[] = [
  [/^Cisco IOS XE Software, Version (\S+)$/, 'release'],
  [/^Cisco IOS Software.*? \(([\w-]+)\), (?:Experimental )?Version ([^\s,]+)/, 'software', 'release'],
  [/^(\S+) uptime is (.+)$/, 'hostname', 'uptime'],
  [/^System returned to ROM by (.+)$/, 'returnedBy'],
  [/^System image file is "([^"]+)"$/, 'image'],
  [/^Last reload reason: (.+)$/, 'reloadReason'],
  [/^cisco (\S+) \([^)]*\) processor\b/i, 'platform'],
  [/^Processor board ID (\S+)$/, 'processorBoard'],
  [/^Model number\s*: (\S+)$/i, 'model'],
  [/^System serial number\s*: (\S+)$/i, 'serial'],
  [/^Configuration register is (0x[0-9A-F]+)/i, 'configRegister'],
];

const memberRow = /^(\*?)\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+([A-Z]+))?$/;

export function parseShowVersion(output: readonly string[]): ShowVersion {
  const shown: { -readonly [Field in TextField]?: string } = {};
  const members: ShownMember[] = [];
  const unknown: string[] = [];
  let inTable = false;
  for (const raw of output) {
    const line = raw.trim();
    if (line === '') continue;
    if (/^Switch\s+Ports\s+Model\b/.test(line)) inTable = true;
    const row = inTable ? memberRow.exec(line) : null;
    if (row) {
      const [, star, number = '', ports = '', model = '', release = '', image = '', mode] = row;
      members.push({
        active: star === '*',
        number: Number(number),
        ports: Number(ports),
        model,
        release,
        image,
        ...(mode === undefined ? {} : { mode }),
      });
      continue;
    }
    let known = false;
    for (const [pattern, ...names] of fields) {
      const match = pattern.exec(line);
      if (match === null) continue;
      known = true;
      names.forEach((name, index) => (shown[name] ??= match[index + 1] ?? ''));
    }
    if (!known) unknown.push(line);
  }
  return { ...shown, members, unknown };
}

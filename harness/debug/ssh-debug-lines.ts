/** What one line of `debug ip ssh` tells (guide pages 36 to 43); lengths in bytes, packet lengths without MAC. */
export type SshDebugFact =
  | { readonly what: 'control started' }
  | { readonly what: 'ident sent' | 'ident received'; readonly ident: string }
  | { readonly what: 'read'; readonly bytes: number }
  /** With the length field. */
  | { readonly what: 'packet length'; readonly length: number }
  /** `macLength` is missing where the line was cut off before it. */
  | {
      readonly what: 'partial';
      readonly block: number;
      readonly needed: number;
      readonly macLength?: number;
    }
  | { readonly what: 'padding'; readonly length: number }
  | { readonly what: 'type'; readonly type: number }
  | { readonly what: 'MAC checked'; readonly sequence: number; readonly result: string }
  | { readonly what: 'MAC made'; readonly sequence: number; readonly type?: number }
  | { readonly what: 'sent'; readonly length: number; readonly padLength: number }
  | { readonly what: 'signature'; readonly length: number }
  /** 1 for what goes out, 0 for what comes in. */
  | { readonly what: 'new keys'; readonly mode: number }
  | { readonly what: 'message'; readonly name: string; readonly direction: 'sent' | 'received' }
  | { readonly what: 'awaited'; readonly name: string }
  | {
      readonly what: 'algorithms';
      readonly direction: 'client->server' | 'server->client';
      readonly cipher: string;
      readonly mac: string;
      readonly compression?: string;
    }
  | { readonly what: 'key exchange'; readonly name: string }
  | {
      readonly what: 'group asked for';
      readonly min: number;
      readonly preferred: number;
      readonly max: number;
    }
  | { readonly what: 'group'; readonly bits: number }
  | { readonly what: 'keys derived' }
  | { readonly what: 'method'; readonly name: string }
  | { readonly what: 'authenticated' | 'not authenticated'; readonly user: string }
  | { readonly what: 'channel opened' }
  | { readonly what: 'request'; readonly name: string }
  | { readonly what: 'terminal'; readonly requested: TerminalSize; readonly set: TerminalSize }
  | { readonly what: 'shell message' }
  | { readonly what: 'shell started' }
  | { readonly what: 'bad length'; readonly length: number }
  | { readonly what: 'terminated' }
  | { readonly what: 'disconnected'; readonly error: string }
  /** In no form that the guide or a recording has. */
  | { readonly what: 'unknown'; readonly text: string };

export interface TerminalSize {
  readonly height: number;
  readonly width: number;
}

/** What `detail` shows, what `packet` shows, and what `client` shows (guide page 21). */
export type SshDebugClass = 'event' | 'packet' | 'client';

export interface SshDebugLine {
  /** As it was printed; what the device broke is joined. */
  readonly line: string;
  readonly stamp?: string;
  readonly class: SshDebugClass;
  /** Of the session; the lines on the results of a key exchange have none. */
  readonly slot?: number;
  readonly fact: SshDebugFact;
}

const stampForm = String.raw`[*.]?[A-Z][a-z]{2} +\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Z]{2,5})?|[*.]?\d\d:\d\d:\d\d(?:\.\d{1,6})?|\d+[dwy]\d+[hdw]`;
const lineForm = new RegExp(
  String.raw`^(?:\d{1,9}: )?(?:(?<stamp>${stampForm}): )?(?<tag>SSH2 CLIENT (?<v2client>\d+)|SSH ?CLIENT ?(?<client>\d+)|SSH2 (?<v2>\d+)|SSH2|SSH(?<control>\d+)): ?(?<text>\S.*?)(?: \([\w.-]+-\d+\))?\s*$`,
);
/** The rest of a line that newer software breaks, and of one that a terminal wrapped. */
const restOfPartial = /^\s*(maclen \d+)\s*$/;

type Groups = Readonly<Record<string, string>>;
type Shape = readonly [SshDebugClass, RegExp, (groups: Groups) => SshDebugFact];

const n = Number;
const size = (height = '', width = ''): TerminalSize => ({ height: n(height), width: n(width) });

/** The tag of these names the slot, not the version: `SSH2: starting SSH control process` is of slot 2. */
const controlShapes: readonly Shape[] = [
  ['event', /^starting SSH control process$/, () => ({ what: 'control started' })],
  ['event', /^sent protocol version id (?<ident>\S.*)$/, ({ ident = '' }) => ({ what: 'ident sent', ident })],
  [
    'event',
    /^protocol version id is - (?<ident>\S.*)$/,
    ({ ident = '' }) => ({ what: 'ident received', ident }),
  ],
  ['event', /^Session terminated normally$/, () => ({ what: 'terminated' })],
  [
    'event',
    /^Session disconnected - error (?<error>\S+)$/,
    ({ error = '' }) => ({ what: 'disconnected', error }),
  ],
  [
    'event',
    /^password authentication failed for (?<user>\S+)$/,
    ({ user = '' }) => ({ what: 'not authenticated', user }),
  ],
];

const version2Shapes: readonly Shape[] = [
  [
    'packet',
    /^ssh_receive: (?<bytes>\d+) bytes received$/,
    ({ bytes }) => ({ what: 'read', bytes: n(bytes) }),
  ],
  [
    'packet',
    /^input: (?:packet len |total packet length of )(?<length>-?\d+)(?: bytes)?$/,
    ({ length }) => ({ what: 'packet length', length: n(length) }),
  ],
  [
    'packet',
    /^partial packet (?:length\(block size\))?(?<block>\d+)(?: bytes)?, ?need(?:ed)? (?<needed>-?\d+)(?: bytes)?,(?:\s+maclen (?<mac>\d+))?$/,
    ({ block, needed, mac }) => ({
      what: 'partial',
      block: n(block),
      needed: n(needed),
      ...(mac === undefined ? {} : { macLength: n(mac) }),
    }),
  ],
  [
    'packet',
    /^input: padlen(?:gth)? (?<length>\d+)(?: bytes)?$/,
    ({ length }) => ({ what: 'padding', length: n(length) }),
  ],
  ['packet', /^received packet type (?<type>\d+)$/, ({ type }) => ({ what: 'type', type: n(type) })],
  [
    'packet',
    /^MAC (?:compared for )?#(?<sequence>\d+) :?(?<result>\S+)$/,
    ({ sequence, result = '' }) => ({ what: 'MAC checked', sequence: n(sequence), result }),
  ],
  [
    'packet',
    /^(?:done calc MAC out |computed MAC for sequence no\.)#(?<sequence>\d+)(?: type (?<type>\d+))?$/,
    ({ sequence, type }) => ({
      what: 'MAC made',
      sequence: n(sequence),
      ...(type === undefined ? {} : { type: n(type) }),
    }),
  ],
  [
    'packet',
    /^send: ?(?:len|packet of\s+length) (?<length>\d+) \((?:length also )?includes padlen (?:of )?(?<pad>\d+)\)$/,
    ({ length, pad }) => ({ what: 'sent', length: n(length), padLength: n(pad) }),
  ],
  ['packet', /^signature length (?<length>\d+)$/, ({ length }) => ({ what: 'signature', length: n(length) })],
  ['packet', /^newkeys: mode (?<mode>\d)$/, ({ mode }) => ({ what: 'new keys', mode: n(mode) })],
  [
    'event',
    /^SSH2_MSG_(?<name>\w+) (?:message )?(?<direction>sent|received)$/,
    ({ name = '', direction }) => ({
      what: 'message',
      name,
      direction: direction === 'sent' ? 'sent' : 'received',
    }),
  ],
  [
    'event',
    /^(?:expecting|waiting for) SSH2_MSG_(?<name>\w+)$/,
    ({ name = '' }) => ({ what: 'awaited', name }),
  ],
  [
    'event',
    /^kex: (?<direction>client->server|server->client) (?:enc:)?(?<cipher>\S+) (?:mac:)?(?<mac>\S+)(?: (?<compression>\S+))?$/,
    ({ direction, cipher = '', mac = '', compression }) => ({
      what: 'algorithms',
      direction: direction === 'client->server' ? direction : 'server->client',
      cipher,
      mac,
      ...(compression === undefined ? {} : { compression }),
    }),
  ],
  ['event', /^Using kex_algo = (?<name>\S+)$/, ({ name = '' }) => ({ what: 'key exchange', name })],
  [
    'event',
    /^Range sent by client is - (?<min>\d+) < (?<preferred>\d+) < (?<max>\d+)$/,
    ({ min, preferred, max }) => ({
      what: 'group asked for',
      min: n(min),
      preferred: n(preferred),
      max: n(max),
    }),
  ],
  [
    'event',
    /^Modulus size established : (?<bits>\d+) bits$/,
    ({ bits }) => ({ what: 'group', bits: n(bits) }),
  ],
  ['event', /^kex_derive_keys[ _]complete$/, () => ({ what: 'keys derived' })],
  ['event', /^(?:Using|using) method =? ?(?<name>\S.*)$/, ({ name = '' }) => ({ what: 'method', name })],
  [
    'event',
    /^authentication successful for (?<user>\S+)$/,
    ({ user = '' }) => ({ what: 'authenticated', user }),
  ],
  ['event', /^channel open request$/, () => ({ what: 'channel opened' })],
  [
    'event',
    /^setting TTY - requested: height (?<h>\d+), width (?<w>\d+); set: height (?<sh>\d+),\s*width (?<sw>\d+)$/,
    ({ h, w, sh, sw }) => ({ what: 'terminal', requested: size(h, w), set: size(sh, sw) }),
  ],
  ['event', /^shell message received$/, () => ({ what: 'shell message' })],
  ['event', /^starting shell for vty$/, () => ({ what: 'shell started' })],
  ['event', /^(?<name>[\w.@-]+) request$/, ({ name = '' }) => ({ what: 'request', name })],
  [
    'event',
    /^Bad packet length (?<length>-?\d+)\.?$/,
    ({ length }) => ({ what: 'bad length', length: n(length) }),
  ],
];

/** Reads the lines of `debug ip ssh` among others. Lines that the device broke are joined. */
export function parseSshDebug(lines: readonly string[]): SshDebugLine[] {
  const found: SshDebugLine[] = [];
  lines.forEach((raw, index) => {
    const whole = `${raw.trimEnd()}${restBehind(raw, lines[index + 1])}`;
    const groups = lineForm.exec(whole)?.groups;
    if (groups !== undefined) found.push(read(whole.trim(), groups));
  });
  return found;
}

function restBehind(line: string, next: string | undefined): string {
  if (/partial packet .*,\s*$/.test(line)) {
    const rest = restOfPartial.exec(next ?? '')?.[1];
    return rest === undefined ? '' : ` ${rest}`;
  }
  if (/set: height \d+,\s*$/.test(line)) {
    const rest = /^\s*(width \d+)\s*$/.exec(next ?? '')?.[1];
    return rest === undefined ? '' : ` ${rest}`;
  }
  return '';
}

function read(line: string, groups: Record<string, string | undefined>): SshDebugLine {
  const { stamp, tag = '', text = '' } = groups;
  const stamped = stamp === undefined ? { line } : { line, stamp };
  const client = groups['v2client'] ?? groups['client'];
  if (client !== undefined) {
    const [, fact] = shapeOf(text, [...controlShapes, ...version2Shapes]);
    return { ...stamped, class: 'client', slot: n(client), fact };
  }
  const v2 = groups['v2'];
  // `SSH2:` is the code of version 2, or the control process of slot 2.
  const [asControl, controlFact] = shapeOf(text, controlShapes);
  const isControl = controlFact.what !== 'unknown' || (tag !== 'SSH2' && v2 === undefined);
  if (isControl && v2 === undefined) {
    return {
      ...stamped,
      class: asControl,
      slot: tag === 'SSH2' ? 2 : n(groups['control']),
      fact: controlFact,
    };
  }
  const [told, fact] = shapeOf(text, version2Shapes);
  return { ...stamped, class: told, ...(v2 === undefined ? {} : { slot: n(v2) }), fact };
}

function shapeOf(text: string, shapes: readonly Shape[]): readonly [SshDebugClass, SshDebugFact] {
  for (const [told, form, fact] of shapes) {
    const match = form.exec(text);
    if (match !== null) return [told, fact(match.groups ?? {})];
  }
  return ['event', { what: 'unknown', text }];
}

/** The sessions that the lines are of, by slot, in the order in which they appear. */
export function slotsOf(lines: readonly SshDebugLine[]): number[] {
  return [...new Set(lines.flatMap(({ slot }) => slot ?? []))];
}

/**
 * The lines of each session, in order. One without a slot is of the session that spoke last before it: that code
 * does not give way between the two.
 */
export function bySlot(lines: readonly SshDebugLine[]): ReadonlyMap<number, readonly SshDebugLine[]> {
  const found = new Map<number, SshDebugLine[]>();
  let last: number | undefined;
  for (const line of lines) {
    if (line.class === 'client') continue;
    last = line.slot ?? last;
    if (last === undefined) continue;
    found.set(last, [...(found.get(last) ?? []), line]);
  }
  return found;
}

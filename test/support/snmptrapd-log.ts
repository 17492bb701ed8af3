/** One notification as Debian's snmptrapd decoded it; OIDs are numeric, without a leading dot. */
export interface LoggedTrap {
  /** The sender's real address. */
  readonly sender: string;
  /** `public`, or of version 3 the user. */
  readonly principal: string;
  readonly version: 'v1' | 'v2c' | 'v3';
  readonly pdu: 'trap' | 'inform';
  /** Version 1 only, as it was on the wire. */
  readonly v1?: {
    enterprise: string;
    agentAddress: string;
    generic: number;
    specific: number;
    upTime: number;
  };
  /** With sysUpTime and snmpTrapOID, of versions 2c and 3. */
  readonly varbinds: readonly { oid: string; type: string; value: string }[];
}

/** Parts the fields of a line; no value of ours holds it. */
const separator = '¦';
/** Sender, version and community, enterprise, agent address, generic, specific, time stamp, variables. */
const fields = ['%b', '%P', '%N', '%a', '%w', '%q', '%T', `%V${separator}%v\\n`].join(separator);

/** How snmptrapd is to write each trap; what it says of itself does not begin with the separator. */
export const logFormat = `${separator}${fields}`;

/** Traps in a log of snmptrapd that was written in our format. */
export function parseTraps(log: string): LoggedTrap[] {
  return log
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith(separator))
    .map(parseTrap);
}

function parseTrap(line: string): LoggedTrap {
  const [, from = '', how = '', enterprise = '', agent = '', generic, specific, upTime, ...values] =
    line.split(separator);
  const [, word, version, principal = ''] = /^(\w+), SNMP (\w+), (?:community|user) ([^,]*)/.exec(how) ?? [];
  if (version !== 'v1' && version !== 'v2c' && version !== 'v3')
    throw new Error(`a line of snmptrapd: ${line}`);
  const v1 = {
    enterprise: withoutDot(enterprise),
    agentAddress: agent,
    generic: Number(generic),
    specific: Number(withoutDot(specific ?? '')),
    upTime: Number(upTime),
  };
  return {
    sender: /\[([^\]]+)\]/.exec(from)?.[1] ?? from,
    principal,
    version,
    pdu: word === 'INFORM' ? 'inform' : 'trap',
    ...(version === 'v1' ? { v1 } : {}),
    // A separator stands before the first too.
    varbinds: values.filter((value) => value.trim() !== '').map(parseVarbind),
  };
}

function parseVarbind(text: string): LoggedTrap['varbinds'][number] {
  const [, oid = '', rest = ''] = /^\.([\d.]+) = (.*?)\s*$/.exec(text) ?? [];
  if (oid === '') throw new Error(`a variable of snmptrapd: ${text}`);
  const [, type = 'STRING', value = rest] = /^([\w-]+): (.*)$/.exec(rest) ?? [];
  return { oid, ...plainValue(type, value) };
}

/** Types as our listener names them, values as it shows them. */
function plainValue(type: string, value: string): { type: string; value: string } {
  switch (type) {
    case 'Timeticks':
      return { type: 'TimeTicks', value: /^\((\d+)\)/.exec(value)?.[1] ?? value };
    case 'INTEGER':
      return { type: 'Integer', value };
    case 'STRING':
      return { type: 'OctetString', value: value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') };
    case 'Hex-STRING':
      return { type: 'OctetString', value: `0x${value.replace(/\s/g, '').toLowerCase()}` };
    case 'OID':
      return { type: 'Oid', value: withoutDot(value) };
    default:
      return { type, value };
  }
}

function withoutDot(oid: string): string {
  return oid.replace(/^\./, '');
}

import { z } from 'zod';
import { endpointSchema } from '../bench/endpoint.ts';
import { ciscoDebugName } from '../bench/snmp/cisco-debug-name.ts';
import type { Trap, Varbind } from '../bench/trap-listener.ts';

/** The notification's name (CISCO-GENERAL-TRAPS). */
export const sessionEnd = 'tcpConnectionClose';

/**
 * What is expected of the notification that a session has ended (tcpConnectionClose of CISCO-GENERAL-TRAPS); what is
 * absent is not looked at.
 */
export const expectedTrapSchema = z.strictObject({
  session: z.strictObject({ local: endpointSchema, remote: endpointSchema }),
  version: z.enum(['v1', 'v2c', 'v3']).optional(),
  community: z.string().optional(),
  /** Addresses of the DUT: the sender is one of them, and so is agent-addr. */
  addresses: z.array(z.string()).min(1).readonly().optional(),
  /** agent-addr, where it is known which of the addresses it is. */
  agent: z.string().optional(),
  v1: z.strictObject({ enterprise: z.string(), generic: z.int(), specific: z.int() }).optional(),
  /** It came at or after this time on the bench's clock, milliseconds. */
  notBefore: z.number().optional(),
  /** Hundredths of a second, from and to. */
  upTime: z.tuple([z.int(), z.int()]).readonly().optional(),
  /** Names of the six variables in their order, without their indexes. */
  variables: z.array(z.string()).min(1).readonly().optional(),
  /** Each index that names a TCP connection names this session. */
  index: z.literal(true).optional(),
  sessionType: z.int().optional(),
  user: z.string().optional(),
  /** Absolute number of the terminal line. */
  line: z.int().optional(),
  /** Byte counters that are not zero: something went both ways. */
  counted: z.literal(true).optional(),
  /** As `debug snmp packet` printed them: `local.9.3.1.1.2.1 = 6`, each in its order. */
  printed: z.array(z.string()).readonly().optional(),
});

export type ExpectedTrap = Readonly<z.infer<typeof expectedTrapSchema>>;

/** The six variables of a session's end, in the guide's order (page 42), by their names in the MIB. */
export const sessionEndVariables = [
  'tslineSesType',
  'tcpConnState',
  'loctcpConnElapsed',
  'loctcpConnInBytes',
  'loctcpConnOutBytes',
  'tsLineUser',
] as const;

/** Syntax of the six (RFC 1213, OLD-CISCO-TS-MIB, OLD-CISCO-TCP-MIB). */
const syntaxes: Readonly<Record<string, string>> = {
  tslineSesType: 'Integer',
  tcpConnState: 'Integer',
  loctcpConnElapsed: 'TimeTicks',
  loctcpConnInBytes: 'Integer',
  loctcpConnOutBytes: 'Integer',
  tsLineUser: 'OctetString',
};

/** All that is not as expected, in words; empty where the trap is well-formed and right. */
export function trapFindings(trap: Trap, expected: ExpectedTrap): string[] {
  const { message, malformed, refused } = trap;
  const findings = [
    ...malformed.map((what) => `malformed: ${what}`),
    ...(refused === undefined ? [] : [refused]),
  ];
  if (message === undefined) return findings.length > 0 ? findings : ['it cannot be read'];
  type Value = string | number | null | undefined;
  const differ = (what: string, want: Value, got: Value): void => {
    if (want !== undefined && want !== got) findings.push(`${what} ${String(got)}, not ${String(want)}`);
  };
  const { local, remote } = expected.session;
  const { varbinds, v1, session } = message;

  differ('notification', sessionEnd, message.notification);
  differ('version', expected.version, message.version);
  differ('community', expected.community, message.community);
  differ('session from', `${remote.address}:${remote.port}`, tuple(session?.remote));
  differ('session to', `${local.address}:${local.port}`, tuple(session?.local));
  if (expected.v1 !== undefined) {
    differ('enterprise', expected.v1.enterprise, v1?.enterprise);
    differ('generic trap', expected.v1.generic, v1?.generic);
    differ('specific trap', expected.v1.specific, v1?.specific);
  }
  if (expected.addresses !== undefined) {
    const { addresses } = expected;
    if (!addresses.includes(trap.sender.address))
      findings.push(`sent from ${trap.sender.address}, which is not the device's`);
    if (v1 !== undefined && !addresses.includes(v1.agentAddress))
      findings.push(`agent address ${v1.agentAddress}, which is not the device's`);
  }
  if (expected.notBefore !== undefined && trap.at < expected.notBefore)
    findings.push(`came ${expected.notBefore - trap.at} ms before the session was ended`);
  differ('agent address', expected.agent, v1?.agentAddress);
  if (expected.upTime !== undefined) {
    const [from, to] = expected.upTime;
    const { upTime } = message;
    if (upTime === undefined || upTime < from || upTime > to)
      findings.push(`up time ${String(upTime)}, not ${from} to ${to}`);
  }
  if (expected.variables !== undefined) {
    differ('variables', expected.variables.join(' '), varbinds.map(objectOf).join(' '));
    for (const varbind of varbinds) findings.push(...syntaxFindings(varbind));
  }
  if (expected.index === true) {
    const index = `${local.address}.${local.port}.${remote.address}.${remote.port}`;
    for (const varbind of varbinds.filter((each) => /^(?:tcp|loctcp)Conn/.test(each.name)))
      differ(`index of ${objectOf(varbind)}`, index, indexOf(varbind));
  }
  const valueOf = (object: string): Varbind | undefined =>
    varbinds.find((varbind) => objectOf(varbind) === object);
  differ('tslineSesType', expected.sessionType, valueOf('tslineSesType')?.value);
  differ('tsLineUser', expected.user, valueOf('tsLineUser')?.value);
  if (expected.line !== undefined) {
    differ('line of tsLineUser', String(expected.line), indexOf(valueOf('tsLineUser')));
    differ('line of tslineSesType', String(expected.line), indexOf(valueOf('tslineSesType'))?.split('.')[0]);
  }
  if (expected.counted === true) {
    for (const counter of ['loctcpConnInBytes', 'loctcpConnOutBytes']) {
      if (!(Number(valueOf(counter)?.value) > 0))
        findings.push(`${counter} ${String(valueOf(counter)?.value)} of a session in which bytes went`);
    }
  }
  if (expected.printed !== undefined) {
    const carried = varbinds.map(({ oid, value }) => `${ciscoDebugName(oid)} = ${String(value)}`);
    differ('variables as debugged', expected.printed.join(', '), carried.join(', '));
  }
  return findings;
}

function syntaxFindings(varbind: Varbind): string[] {
  const object = objectOf(varbind);
  const wanted = syntaxes[object];
  if (wanted !== undefined && wanted !== varbind.type) return [`${object} is ${varbind.type}, not ${wanted}`];
  const state = Number(varbind.value);
  if (object === 'tcpConnState' && !(state >= 1 && state <= 12))
    return [`tcpConnState ${String(varbind.value)}, which is none (1 to 12, RFC 1213)`];
  return [];
}

/** `tcpConnState.192.0.2.1.22.192.0.2.10.50000`: the object, and its index. */
function objectOf({ name }: Varbind): string {
  return name.split('.')[0] ?? name;
}

function indexOf(varbind: Varbind | undefined): string | undefined {
  return varbind?.name.split('.').slice(1).join('.');
}

function tuple(end: { readonly address: string; readonly port: number } | undefined): string | undefined {
  return end === undefined ? undefined : `${end.address}:${end.port}`;
}

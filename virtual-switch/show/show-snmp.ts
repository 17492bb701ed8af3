import { keyword, type Node } from '../command-line/grammar.ts';
import { largestMessage } from '../snmp/agent.ts';
import { queueLength } from '../snmp/notifier.ts';
import type { VirtualSwitch } from '../switch.ts';

/** `show snmp …`. */
export const showSnmpCommand: Node = keyword(
  'snmp',
  'snmp statistics',
  { run: ({ device }) => whileOn(device, showSnmp) },
  keyword('host', 'show snmp hosts', { run: ({ device }) => whileOn(device, showHosts) }),
  keyword('community', 'show snmp communities', { run: ({ device }) => whileOn(device, showCommunities) }),
  ...(['contact', 'location'] as const).map((name) =>
    keyword(name, `show snmp ${name}`, {
      run: ({ device }) => whileOn(device, () => `${device.configuration.snmp[name] ?? ''}\n`),
    }),
  ),
  keyword('chassis', 'show snmp chassis', {
    run: ({ device }) => whileOn(device, () => `${chassis(device)}\n`),
  }),
);

function whileOn(device: VirtualSwitch, show: (device: VirtualSwitch) => string): string {
  return device.configuration.snmp.agentOn ? show(device) : '%SNMP agent not enabled\n';
}

const chassis = ({ configuration, hardware }: VirtualSwitch) =>
  configuration.snmp.chassisId ?? hardware.serialNumber;

/** Form of show-snmp--genieparser--2. */
function showSnmp(device: VirtualSwitch): string {
  const { snmp } = device.configuration;
  const { counters: of, notifier } = device.snmp;
  const lines = [
    `Chassis: ${chassis(device)}`,
    ...(snmp.contact === undefined ? [] : [`Contact: ${snmp.contact}`]),
    ...(snmp.location === undefined ? [] : [`Location: ${snmp.location}`]),
    `${of.inPkts} SNMP packets input`,
    ...counted([
      [of.inBadVersions, 'Bad SNMP version errors'],
      [of.inBadCommunityNames, 'Unknown community name'],
      [of.inBadCommunityUses, 'Illegal operation for community name supplied'],
      [of.inASNParseErrs, 'Encoding errors'],
      [of.inTotalReqVars, 'Number of requested variables'],
      [of.inTotalSetVars, 'Number of altered variables'],
      [of.inGetRequests, 'Get-request PDUs'],
      [of.inGetNexts, 'Get-next PDUs'],
      [of.inSetRequests, 'Set-request PDUs'],
      [0, 'Input queue packet drops (Maximum queue size 1000)'],
    ]),
    `${of.outPkts} SNMP packets output`,
    ...counted([
      [of.outTooBigs, `Too big errors (Maximum packet size ${largestMessage})`],
      [of.outNoSuchNames, 'No such name errors'],
      [of.outBadValues, 'Bad values errors'],
      [of.outGenErrs, 'General errors'],
      [of.outGetResponses, 'Response PDUs'],
      [of.outTraps, 'Trap PDUs'],
    ]),
    'Packets currently in SNMP process input queue: 0',
    `SNMP global trap: ${enabled(snmp.traps.size > 0)}`,
    '',
    `SNMP logging: ${enabled(snmp.hosts.length > 0)}`,
    ...snmp.hosts.map((host) => {
      const { queued, sent, dropped } = notifier.tallyOf(host);
      return `    Logging to ${host.address}.${host.port}, ${queued}/${queueLength}, ${sent} sent, ${dropped} dropped.`;
    }),
  ];
  return text(lines);
}

/** Form and widths as devices print them. */
function showHosts({ configuration: { snmp } }: VirtualSwitch): string {
  return text(
    snmp.hosts.flatMap(({ address, port, kind, community, version }) => [
      `Notification host: ${address.padEnd(16)}udp-port: ${String(port).padEnd(6)}type: ${kind === 'traps' ? 'trap' : 'inform'}`,
      `user: ${community.padEnd(29)}security model: ${version}`,
      '',
    ]),
  );
}

function showCommunities({ configuration: { snmp } }: VirtualSwitch): string {
  return text(
    [...snmp.communities].flatMap(([name, { acl }]) => [
      '',
      `Community name: ${name}`,
      `Community Index: ${name}`,
      `Community SecurityName: ${name}`,
      `storage-type: nonvolatile        active${acl === undefined ? '' : ` access-list: ${acl}`}`,
      '',
    ]),
  );
}

const counted = (counts: readonly (readonly [number, string])[]) =>
  counts.map(([count, what]) => `    ${count} ${what}`);
const enabled = (on: boolean) => (on ? 'enabled' : 'disabled');
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** One line of `snmp-server enable traps` in running-config: its words, and the options that it lists. */
export interface TrapFamily {
  readonly words: string;
  readonly options: readonly string[];
}

const family = (words: string, ...options: string[]): TrapFamily => ({ words, options });

/** In the order of a 3850 (show-running-config-trap-list--gist-3850--1); those that a 3650 of 3SE does not have are left out. */
export const trapFamilies: readonly TrapFamily[] = [
  family('snmp', 'authentication', 'linkdown', 'linkup', 'coldstart', 'warmstart'),
  family('flowmon'),
  family('entity-perf', 'throughput-notif'),
  family('call-home', 'message-send-fail', 'server-fail'),
  family('tty'),
  family('ospf state-change'),
  family('ospf errors'),
  family('ospf retransmit'),
  family('ospf lsa'),
  family('eigrp'),
  family('auth-framework', 'sec-violation'),
  family('rep'),
  family('vtp'),
  family('vlancreate'),
  family('vlandelete'),
  family('port-security'),
  family('license'),
  family('cpu', 'threshold'),
  family('memory', 'bufferpeak'),
  family('stackwise'),
  family('fru-ctrl'),
  family('flash', 'insertion', 'removal'),
  family('energywise'),
  family('power-ethernet', 'police'),
  family('entity'),
  family('envmon'),
  family('cef', 'resource-failure', 'peer-state-change', 'peer-fib-state-change', 'inconsistency'),
  family('ipsla'),
  family('config-copy'),
  family('config'),
  family('config-ctid'),
  family('dhcp'),
  family('event-manager'),
  family('hsrp'),
  family('ipmulticast'),
  family('msdp'),
  family('ospfv3 state-change'),
  family('ospfv3 errors'),
  family('pim', 'neighbor-change', 'rp-mapping-change', 'invalid-pim-message'),
  family('rsvp'),
  family('bridge', 'newroot', 'topologychange'),
  family('stpx', 'inconsistency', 'root-inconsistency', 'loop-inconsistency'),
  family('syslog'),
  family('vlan-membership'),
  family('errdisable'),
  family('rf'),
  family('transceiver', 'all'),
];

/** Names of the single traps that a family holds. */
export const trapsOf = ({ words, options }: TrapFamily): string[] =>
  options.length === 0 ? [words] : options.map((option) => `${words} ${option}`);

/** The traps that the words after `snmp-server enable traps` stand for; all of them where there are none. */
export function trapsNamed(typed: readonly string[]): string[] {
  return trapFamilies.flatMap((candidate) => {
    const own = candidate.words.split(' ');
    const alike = own.every((word, index) => (typed[index] ?? word) === word);
    if (!alike) return [];
    const options = typed.slice(own.length);
    return options.length === 0
      ? trapsOf(candidate)
      : options.map((option) => `${candidate.words} ${option}`);
  });
}

/** Words that `snmp-server host` takes after the community. */
export const hostTypes: readonly string[] = [
  ...new Set(trapFamilies.map(({ words }) => words.split(' ')[0] ?? words)),
];

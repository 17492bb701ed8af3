import { tacacsServers } from '../aaa/configured-servers.ts';
import type { VirtualSwitch } from '../switch.ts';

/** `show tacacs`, form of show-tacacs--ntc-templates--1; a server with a name has it on top, as in show-tacacs--genieparser--2. */
export function showTacacs({ configuration, aaa }: VirtualSwitch): string {
  const row = (label: string, value: string | number): string => `${label.padStart(26)}: ${value}\n`;
  const count = (label: string, value: number): string => row(label, String(value).padStart(10));
  return tacacsServers(configuration, 'tacacs+')
    .map((server) => {
      const counters = aaa.countersOf(server);
      return [
        '\nTacacs+ Server -  public  :\n',
        server.name === undefined ? '' : row('Server name', server.name),
        row('Server address', server.address),
        row('Server port', server.port),
        count('Socket opens', counters.opens),
        count('Socket closes', counters.closes),
        count('Socket aborts', 0),
        count('Socket errors', 0),
        count('Socket Timeouts', counters.timeouts),
        count('Failed Connect Attempts', counters.failedConnects),
        count('Total Packets Sent', counters.sent),
        count('Total Packets Recv', counters.received),
      ].join('');
    })
    .join('\n');
}

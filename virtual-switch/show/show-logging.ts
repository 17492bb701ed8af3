import { severities } from '../logging.ts';
import type { LogHost } from '../logging-hosts.ts';
import type { VirtualSwitch } from '../switch.ts';

/** `show logging`, form of show-logging--ntc-templates--1. */
export function showLogging({ configuration, syslog }: VirtualSwitch): string {
  const { console, monitor, trap, buffered } = configuration.logging;
  const hosts = syslog.hosts?.hosts(configuration) ?? [];
  const trapped = hosts.reduce((sum, { sent }) => sum + sent, 0);
  const { counters } = syslog;
  const destination = (level: number | undefined, count: number, indent: string) =>
    level === undefined
      ? 'disabled'
      : `level ${severities[level] ?? level}, ${count} messages logged, xml disabled,\n${indent}filtering disabled`;
  const wide = ' '.repeat(21);
  return `Syslog logging: enabled (${counters.dropped} messages dropped, ${counters.rateLimited} messages rate-limited, 0 flushes, 0 overruns, xml disabled, filtering disabled)

No Active Message Discriminator.



No Inactive Message Discriminator.


    Console logging: ${destination(console, counters.console, wide)}
    Monitor logging: ${destination(monitor, counters.monitor, wide)}
    Buffer logging:  ${destination(buffered?.level, counters.buffer, wide.slice(1))}
    Exception Logging: size (4096 bytes)
    Count and timestamp logging messages: disabled
    File logging: disabled
    Persistent logging: disabled

No active filter modules.

    Trap logging: ${trap === undefined ? 'disabled' : `level ${severities[trap] ?? trap}, ${trapped} message lines logged`}
${hosts.map(hostLines).join('')}        Logging Source-Interface:       VRF Name:
${buffered === undefined ? '' : `\nLog Buffer (${buffered.size} bytes):\n\n${syslog.buffered.map((text) => `${text}\n`).join('')}`}`;
}

/** Form of show-logging--muninn--8. */
function hostLines({ address, sent }: LogHost): string {
  return `        Logging to ${address}  (udp port 514, audit disabled,
              link up),
              ${sent} message lines logged,
              0 message lines rate-limited,
              0 message lines dropped-by-MD,
              xml disabled, sequence number disabled
              filtering disabled
`;
}

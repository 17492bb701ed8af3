import { type Action, address, keyword, line, type Node, word } from '../command-line/grammar.ts';
import { scpCommands } from '../ssh/kept-commands.ts';
import { sshCommands } from '../ssh-commands.ts';
import { keep, kept, valued } from './keep.ts';
import { nameCommands } from './name-commands.ts';

/** What stands below `ip`, besides `ip ssh`. */
export const ipCommands: readonly Node[] = [
  keyword('ip', 'Global IP configuration subcommands', ...domain(), ...sshCommands, ...scpCommands),
  kept('ip', 'ip routing', 'Enable IP routing'),
  kept('ip-service', 'ip http server', 'Enable http server'),
  keyword(
    'ip',
    'ip',
    keyword(
      'http',
      'HTTP server configuration',
      keyword(
        'authentication',
        'Set http server authentication method',
        keyword('local', 'Use local username and passwords', keep('ip-service')),
      ),
    ),
  ),
  kept('ip-service', 'ip http secure-server', 'Enable HTTP secure server'),
  keyword(
    'ip',
    'ip',
    keyword(
      'default-gateway',
      'Specify default gateway (if not routing IP)',
      { no: keep('ip-service').no },
      address('gateway', 'IP address of default gateway', keep('ip-service')),
    ),
    ...nameCommands,
    keyword(
      'route',
      'Establish static routes',
      line('route', 'Destination, mask and next hop', keep('ip-service', { each: true })),
    ),
  ),
];

function domain(): readonly Node[] {
  const name: Action = {
    run: ({ configuration, device }, { domain: typed = '' }) => {
      configuration.domainName = device.seams.storedDomainName(typed);
    },
    no: ({ configuration }) => {
      configuration.domainName = undefined;
    },
    show: {
      section: 'ip',
      lines: ({ configuration: { domainName }, device: { release } }) =>
        domainName === undefined ? [] : [`${release.configuration.domainName} ${domainName}`],
    },
  };
  const lookup = domainLookup();
  const help = 'Define the default domain name';
  return [
    keyword('domain-lookup', 'Enable IP Domain Name System hostname translation', lookup),
    valued('domain-name', help, name, word('domain', 'Default domain name', name)),
    keyword(
      'domain',
      'IP DNS Resolver',
      valued('name', help, name, word('domain', 'Default domain name', name)),
      keyword('lookup', 'Enable IP Domain Name System hostname translation', lookup),
    ),
  ];
}

/** Both spellings are taken; which of them is shown is the release's. It is on, which is not shown. */
function domainLookup(): Action {
  const key = 'ip domain-lookup';
  return {
    run: ({ configuration: { settings } }) => void settings.delete(key),
    no: ({ configuration: { settings } }) => void settings.set(key, `no ${key}`),
    show: {
      section: 'ip',
      id: () => key,
      lines: ({ configuration: { settings }, device: { release } }) => {
        const kept = settings.get(key);
        return kept === undefined ? [] : [kept.replace(key, release.configuration.domainLookup)];
      },
    },
  };
}

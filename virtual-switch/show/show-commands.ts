import { keyword, type Node, privileged, word } from '../command-line/grammar.ts';
import { showIpSsh, showSsh } from './show-ssh.ts';
import { showKeys } from './show-keys.ts';
import { showLogging } from './show-logging.ts';
import { showUsers } from './show-users.ts';
import { showVersion } from './show-version.ts';

/** `show …`; an output of them may be piped through a filter. */
export const showCommands: readonly Node[] = [
  keyword(
    'show',
    'Show running system information',
    keyword('clock', 'Display the system clock', { run: ({ device }) => `${device.calendar.showClock()}\n` }),
    keyword(
      'ip',
      'IP information',
      keyword('ssh', 'Information on SSH', { run: ({ device }) => showIpSsh(device) }),
    ),
    keyword('logging', 'Show the contents of logging buffers', { run: ({ device }) => showLogging(device) }),
    keyword('privilege', 'Show current privilege level', {
      run: ({ session }) => `Current privilege level is ${session?.privilege ?? 15}\n`,
    }),
    keyword('ssh', 'Status of SSH server connections', { run: ({ device }) => showSsh(device) }),
    keyword('users', 'Display information about terminal lines', {
      run: ({ device, session }) => showUsers(device, session?.line),
    }),
    keyword('version', 'System hardware and software status', { run: ({ device }) => showVersion(device) }),
    keyword('history', 'Display the session command history', { run: ({ session }) => session?.history() }),
    ...[
      keyword('running-config', 'Current operating configuration', {
        run: ({ device }) => device.runningConfig(),
      }),
      keyword('startup-config', 'Contents of startup configuration', {
        run: ({ device }) =>
          device.startupConfiguration === ''
            ? 'startup-config is not present\n'
            : `Using ${device.startupConfiguration.length} out of 2097152 bytes\n${device.startupConfiguration}`,
      }),
      keyword('debugging', 'State of each debugging option', { run: () => '' }),
      keyword(
        'crypto',
        'Encryption module',
        keyword(
          'key',
          'Show long term public keys',
          keyword(
            'mypubkey',
            'Show public keys associated with this device',
            keyword('all', 'Show all public keys', { run: ({ device }) => showKeys(device.keys.all) }),
            keyword(
              'rsa',
              'Show RSA public keys',
              { run: ({ device }) => showKeys(device.keys.all) },
              word('name', 'RSA key name', {
                run: ({ device }, { name = '' }) => showKeys(device.keys.named(name)),
              }),
            ),
          ),
        ),
      ),
    ].map((node) => privileged(2, node)),
  ),
];

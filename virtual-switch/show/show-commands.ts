import { keyword, type Node, privileged, word } from '../command-line/grammar.ts';
import { showStartup } from '../exec/save-commands.ts';
import { showDebugging } from './show-debugging.ts';
import { showIpSsh } from './show-ip-ssh.ts';
import { showSsh } from './show-ssh.ts';
import { showLineCommand, showTerminalCommand } from './show-line.ts';
import { showKeys } from './show-keys.ts';
import { showSnmpCommand } from './show-snmp.ts';
import { showTacacs } from './show-tacacs.ts';
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
      keyword('ssh', 'Information on SSH', {
        run: ({ device, session }) => showIpSsh(device, session?.width),
      }),
    ),
    keyword('logging', 'Show the contents of logging buffers', { run: ({ device }) => showLogging(device) }),
    keyword('privilege', 'Show current privilege level', {
      run: ({ session }) => `Current privilege level is ${session?.privilege ?? 15}\n`,
    }),
    showSnmpCommand,
    keyword('ssh', 'Status of SSH server connections', {
      run: ({ device, session }) => showSsh(device, session?.line.user),
    }),
    showLineCommand,
    showTerminalCommand,
    keyword('tacacs', 'Shows tacacs+ server statistics', { run: ({ device }) => showTacacs(device) }),
    keyword(
      'users',
      'Display information about terminal lines',
      { run: ({ device, session }) => showUsers(device, session?.line, 'active') },
      keyword('all', 'Include information about inactive ports', {
        run: ({ device, session }) => showUsers(device, session?.line, 'all'),
      }),
    ),
    keyword('version', 'System hardware and software status', {
      run: ({ device }) => device.seams.showVersion(showVersion(device)),
    }),
    keyword('history', 'Display the session command history', { run: ({ session }) => session?.history() }),
    ...[
      keyword('running-config', 'Current operating configuration', {
        run: ({ device }) => device.runningConfig(),
      }),
      keyword('startup-config', 'Contents of startup configuration', {
        run: ({ device }) => showStartup(device),
      }),
      keyword('debugging', 'State of each debugging option', {
        run: ({ device }) => showDebugging(device),
      }),
      keyword(
        'crypto',
        'Encryption module',
        keyword(
          'key',
          'Show long term public keys',
          keyword(
            'mypubkey',
            'Show public keys associated with this device',
            keyword('all', 'Show all public keys', {
              run: ({ device }) => showKeys(device.keys.all, device.release),
            }),
            keyword(
              'rsa',
              'Show RSA public keys',
              { run: ({ device }) => showKeys(device.keys.all, device.release) },
              word('name', 'RSA key name', {
                run: ({ device }, { name = '' }) => showKeys(device.keys.named(name), device.release),
              }),
            ),
          ),
        ),
      ),
    ].map((node) => privileged(2, node)),
  ),
];

import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import type { Test } from 'tap';
import { clientOfTheSwitch, sshSwitchProcess } from '../ssh/ssh-switch-process.ts';
import { allowGuideAlgorithms, type SshRun } from '../ssh/openssh.ts';

/** Clients of scp that are not ours, against a switch in a process of its own. */

export const copier = { name: 'copier', password: 'hiddenInTests2' } as const;
/** May log in, and may not copy. */
export const reader = { name: 'reader', password: 'hiddenInTests3' } as const;

export const programs = { scp: 'openssh-client', pscp: 'putty-tools', scp1: 'openssh-client-ssh1' } as const;

/** Why the tests with a client cannot be made here, or false where they can. */
export function whyNo(program: keyof typeof programs): string | false {
  const { code } = execaSync(program, [], { reject: false });
  return code === 'ENOENT' ? `${program} is missing; on Debian: apt-get install ${programs[program]}` : false;
}

export interface ScpSwitch {
  /** Runs a client; `dut:` in an argument stands for the switch. */
  readonly run: (client: ClientName, args: readonly string[], as?: ScpUser) => Promise<SshRun>;
  /** Begins to copy a file to the switch, slowly; gives what kills the client. */
  readonly beginSlowly: (args: readonly string[]) => () => Promise<unknown>;
  /** A command over SSH, by who may do everything. */
  readonly command: (text: string) => Promise<string>;
  /** A file of the client, with such content. */
  readonly file: (name: string, content: Uint8Array | string) => string;
  readonly folder: string;
  readonly pid: number | undefined;
}

export type ClientName = 'scp' | 'pscp' | 'pscp -1' | 'scp1';
type ScpUser = { readonly name: string; readonly password: string };

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** A switch that serves scp unless its configuration says otherwise. */
export async function scpSwitch(t: Test, ...configuration: readonly string[]): Promise<ScpSwitch> {
  const { address, port, child } = await sshSwitchProcess(t, [
    `username ${copier.name} privilege 15 secret ${copier.password}`,
    `username ${reader.name} privilege 14 secret ${reader.password}`,
    'ip scp server enable',
    ...configuration,
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'conform-scp-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const asks = join(folder, 'askpass');
  writeFileSync(asks, '#!/bin/sh\nprintf "%s\\n" "$TEST_PASSWORD"\n');
  chmodSync(asks, 0o700);
  const legacy = join(folder, 'openssl.cnf');
  writeFileSync(legacy, legacyProvider);
  mkdirSync(join(folder, '.putty'));
  const options = (names: readonly string[]): string[] =>
    [
      ...names,
      'StrictHostKeyChecking=no',
      `UserKnownHostsFile=${join(folder, 'known_hosts')}`,
      'GlobalKnownHostsFile=/dev/null',
      'PubkeyAuthentication=no',
      'ConnectTimeout=20',
    ].flatMap((option) => ['-o', option]);
  const modern = options([
    `BindAddress=${clientOfTheSwitch.reach}`,
    ...allowGuideAlgorithms,
    'HostKeyAlgorithms=ssh-rsa',
    'IdentityFile=none',
  ]);
  const environment = ({ password }: ScpUser) => ({
    HOME: folder,
    SSH_ASKPASS: asks,
    SSH_ASKPASS_REQUIRE: 'force',
    DISPLAY: 'none:0',
    TEST_PASSWORD: password,
    SSH_AUTH_SOCK: '',
  });
  const run = async (client: ClientName, args: readonly string[], as: ScpUser = copier): Promise<SshRun> => {
    const where = args.map((arg) => arg.replace(/^dut:/, `${as.name}@${address}:`));
    const commands: Readonly<Record<ClientName, readonly [string, readonly string[]]>> = {
      scp: ['scp', ['-O', '-F', 'none', '-P', String(port), ...modern, ...where]],
      pscp: ['pscp', [...puttyArgs(port, as), ...where]],
      'pscp -1': ['pscp', ['-1', ...puttyArgs(port, as), ...where]],
      scp1: [
        'scp1',
        [
          '-S',
          '/usr/bin/ssh1',
          '-F',
          '/dev/null',
          '-P',
          String(port),
          ...options([]),
          '-o',
          'Protocol=1',
          ...where,
        ],
      ],
    };
    const [program, all] = commands[client];
    const env = { ...environment(as), ...(client === 'scp1' && { OPENSSL_CONF: legacy }) };
    // PuTTY asks whether it may trust the host, and is told so.
    const input = client.startsWith('pscp') ? 'y\ny\n' : '';
    const { stdout, stderr, exitCode } = await execa(program, all, {
      reject: false,
      timeout: 60_000,
      detached: true,
      input,
      env,
    });
    return { stdout, stderr, exitCode };
  };
  return {
    run,
    beginSlowly: (args) => {
      const where = args.map((arg) => arg.replace(/^dut:/, `${copier.name}@${address}:`));
      const all = ['-O', '-F', 'none', '-l', '800', '-P', String(port), ...modern, ...where];
      const child = execa('scp', all, { reject: false, env: environment(copier), input: '' });
      return () => {
        child.kill('SIGKILL');
        return child;
      };
    },
    command: async (text) => {
      const args = ['-F', 'none', '-p', String(port), ...modern, `${copier.name}@${address}`, text];
      const { stdout } = await execa('ssh', args, {
        reject: false,
        timeout: 30_000,
        env: environment(copier),
        input: '',
      });
      return stdout.replaceAll('\r', '');
    },
    file: (name, content) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    folder,
    pid: child.pid,
  };
}

const puttyArgs = (port: number, { password }: ScpUser): readonly string[] => [
  ...['-scp', '-q', '-P', String(port), '-pw', password],
];

const legacyProvider = `openssl_conf = all
[all]
providers = providers
[providers]
default = on
legacy = on
[on]
activate = 1
`;

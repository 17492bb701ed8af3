import type { Test } from 'tap';
import { type SshServer, startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { aSwitch, type ASwitch } from '../a-switch.ts';
import { user } from './fake-host.ts';
import { OpenSsh } from './openssh.ts';

export interface ASshSwitch extends ASwitch {
  readonly ssh: OpenSsh;
  readonly server: SshServer;
  /** Another client of the same switch. */
  readonly client: () => OpenSsh;
  /** The debug lines and messages that the switch has in its buffer, and forgets. */
  readonly lines: () => string[];
}

/** A switch of this process that OpenSSH can log in to, with a session at its console in privileged mode. */
export async function aSshSwitch(
  t: Test,
  options: NonNullable<Parameters<typeof aSwitch>[0]> & { vty?: readonly string[] } = {},
): Promise<ASshSwitch> {
  const { vty = [], ...rest } = options;
  const made = await aSwitch({ ...rest, at: 'enable' });
  const { device, send } = made;
  await send('configure terminal');
  for (const line of [
    `username ${user.name} privilege 1 password ${user.password}`,
    'logging buffered 1000000',
    'no logging console',
    'line vty 0 15',
    'login local',
    'transport input ssh',
    ...vty,
    'end',
  ]) {
    await send(line);
  }
  const server = await startSshServer({
    host: device.ssh,
    listen: { host: '127.0.2.1', port: 0 },
    service: { address: '192.0.2.1', port: 22 },
  });
  device.ssh.onRefresh(() => server.refresh());
  t.teardown(() => server.close());
  const client = () => {
    const ssh = new OpenSsh(server);
    t.teardown(() => ssh.remove());
    return ssh;
  };
  const lines = () => {
    const buffered = device.syslog.buffered.flatMap((text) => text.split('\n'));
    device.syslog.clearBuffer();
    return buffered;
  };
  return { ...made, ssh: client(), server, client, lines };
}

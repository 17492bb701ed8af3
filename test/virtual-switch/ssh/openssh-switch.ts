import type { Test } from 'tap';
import { OpenSsh } from './openssh.ts';
import { clientOfTheSwitch, sshSwitchProcess } from './ssh-switch-process.ts';

/** Starts the virtual switch as a process and gives an OpenSSH client that reaches it; both are gone after the test. */
export async function openSshOnTheSwitch(t: Test, ...configuration: readonly string[]): Promise<OpenSsh> {
  const { address, port } = await sshSwitchProcess(t, configuration);
  const ssh = new OpenSsh({ address, port }, [`BindAddress=${clientOfTheSwitch.reach}`]);
  t.teardown(() => ssh.remove());
  return ssh;
}

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import t from 'tap';
import { aTelnetSwitch, enableSecret, user } from './a-telnet-switch.ts';

/** A second opinion on the switch's Telnet server: the client of Debian (inetutils). */

const there = spawnSync('telnet', ['--version']).error === undefined;
const skip = there ? false : 'there is no telnet on this machine';

t.test('the telnet of the machine logs in, and is shown the door', { skip }, async (t) => {
  const { server, device } = await aTelnetSwitch(t);
  // Of the pty that `script` gives it the client tells size and type.
  const child = spawn('script', ['-qec', `telnet ${server.address} ${server.port}`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TERM: 'vt100' },
  });
  t.teardown(() => child.kill('SIGKILL'));
  const ended = once(child, 'close');
  let text = '';
  let check: () => void = () => undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    check();
  });
  const sees = (wanted: RegExp) =>
    new Promise<void>((resolve) => {
      check = () => {
        if (!wanted.test(text)) return;
        t.match(text, wanted);
        text = '';
        resolve();
      };
      check();
    });
  await sees(/User Access Verification\r*\n\r*\nUsername: $/);
  child.stdin.write(`${user.name}\r`);
  await sees(/cisco\r*\n+Password: $/);
  child.stdin.write('wrong\r');
  await sees(/% Login invalid\r*\n\r*\nUsername: $/);
  child.stdin.write(`${user.name}\r`);
  await sees(/Password: $/);
  child.stdin.write(`${user.password}\r`);
  await sees(/Switch>$/);
  child.stdin.write('enable\r');
  await sees(/Password: $/);
  child.stdin.write(`${enableSecret.reveal()}\r`);
  await sees(/Switch#$/);
  child.stdin.write('show users\r');
  await sees(/\* +2 vty 0 +cisco +idle +00:00:00 [\d.]+\r*\n[^]*Switch#$/);
  child.stdin.write('exit\r');
  await sees(/Connection closed by foreign host/);
  await ended;
  while (device.vtys[0]?.busy === true) await new Promise((resolve) => setTimeout(resolve, 5));
  t.equal(device.vtys[0]?.busy, false);
});

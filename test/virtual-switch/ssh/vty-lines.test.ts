import t, { type Test } from 'tap';
import type { Pco } from '../../../bench/pco.ts';
import type { SshClientContract } from '../../../bench/ssh-client.ts';
import { openSshClient } from '../../../drivers/ssh/ssh-client.ts';
import { accountOf, enableSecret, TestClock, TestTapes } from '../../drivers/ssh/fake-bench.ts';
import { aSshSwitch } from './a-ssh-switch.ts';
import { user } from './fake-host.ts';

/** As many sessions as there are vtys, one more, and how a line comes back. */

const vtys = 16;

async function lab(t: Test, vty: readonly string[] = []) {
  const made = await aSshSwitch(t, { vty });
  const clock = new TestClock();
  const client: Pco<SshClientContract> = openSshClient({
    reach: { host: made.server.address, port: made.server.port },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(user),
    enableSecret,
    openTape: new TestTapes().open,
    clock,
  });
  t.teardown(() => client.close());
  const login = async () => (await client.call('login', {}, clock.in(20_000))).observation;
  const shell = async () => {
    const { session = 0 } = await login();
    await client.call('shell', { session }, clock.in(20_000));
    return session;
  };
  const taken = () => made.device.vtys.filter(({ busy }) => busy).length;
  const until = async (lines: number) => {
    while (taken() !== lines) await clock.wait(5);
  };
  return { ...made, clock, client, login, shell, taken, until };
}

t.test(
  'all lines taken: the next client is reset, and a line that is free again takes the next',
  async (t) => {
    const { client, clock, login, taken, until } = await lab(t);
    const sessions = await Promise.all(Array.from({ length: vtys }, login));
    t.same(
      sessions.map(({ outcome }) => outcome),
      Array.from({ length: vtys }, () => 'authenticated'),
    );
    t.equal(taken(), vtys);
    t.match(
      await login(),
      { outcome: 'unreachable', detail: 'connection reset' },
      'what the surplus client sees',
    );

    const [polite, dying] = sessions.map(({ session = 0 }) => session);
    await client.call('logout', { session: polite ?? 0 }, clock.in(5000));
    await until(vtys - 1);
    t.equal((await login()).outcome, 'authenticated', 'after a farewell');
    await client.call('abandon', { session: dying ?? 0 }, clock.in(5000));
    await until(vtys - 1);
    t.equal((await login()).outcome, 'authenticated', 'after a reset');
    t.match(await login(), { outcome: 'unreachable' });
  },
);

t.test(
  'a client that is silent for ever is ended by exec-timeout, one that is cleared at once',
  async (t) => {
    const { client, clock, send, pass, shell, taken, until } = await lab(t, ['exec-timeout 5']);
    const [idle, cleared] = [await shell(), await shell()];
    t.equal(taken(), 2);
    await send('clear line vty 1');
    await send('');
    await until(1);
    t.match((await client.call('ended', { session: cleared }, clock.in(5000))).observation, {
      end: { by: 'server' },
    });
    await pass(290_000);
    t.equal(taken(), 1, 'not before its time');
    await pass(20_000);
    await until(0);
    t.match((await client.call('ended', { session: idle }, clock.in(5000))).observation, {
      end: { by: 'server' },
    });
  },
);

t.test(
  'clients that are silent before they are known hold a line no longer than ip ssh time-out',
  async (t) => {
    const { client, clock, send, pass, taken, until } = await lab(t);
    for (const line of ['configure terminal', 'ip ssh time-out 60', 'end']) await send(line);
    const phases = ['connected', 'identified', 'keys-exchanged', 'authenticating'] as const;
    const waiting = phases.map((phase) => client.call('linger', { phase, atMost: 60_000 }, clock.in(60_000)));
    await until(phases.length);
    await pass(58_000);
    t.equal(taken(), phases.length);
    await pass(4_000);
    for (const each of waiting) {
      t.match((await each).observation, { reached: true, end: { by: 'server' } });
    }
    await until(0);
  },
);

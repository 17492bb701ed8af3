import t from 'tap';
import { address, aTacacsServer, key } from '../../drivers/aaa/a-tacacs-server.ts';
import { aaaLab } from '../aaa/aaa-lab.ts';
import { transcript } from '../releases/transcript.ts';

async function lab(t: Parameters<typeof aTacacsServer>[0]) {
  const { call, doors } = await aTacacsServer(t);
  const made = await aaaLab({
    routes: [{ service: { host: address, port: 49 }, real: { host: '127.0.6.49', port: doors[49].port } }],
    commands: [
      ...[`tacacs-server host ${address}`, `tacacs-server key ${key}`],
      'aaa authentication login default group tacacs+',
    ],
  });
  return { call, ...made };
}

t.test('what was asked is counted', async (t) => {
  const { call, login, send } = await lab(t);
  const password = 'aWordInTests7';
  await login('user1', [password]);
  await call('listen', { key, accounts: [{ username: 'user1', password }] });
  await login('user1', [password]);
  const shown = await send('do show tacacs');
  t.match(shown, `            Server address: ${address}\n               Server port: 49\n`);
  t.match(shown, /Socket opens: +1\n +Socket closes: +1\n/);
  t.match(shown, /Failed Connect Attempts: +1\n +Total Packets Sent: +2\n +Total Packets Recv: +2\n/);
});

t.test('in the form that a device printed', async (t) => {
  const recorded = transcript(t, 'show-tacacs--ntc-templates--1');
  if (recorded === undefined) return;
  const { send } = await lab(t);
  /** The labels of the first server, where they stand. */
  const labels = (lines: readonly string[]): string[] =>
    lines.flatMap((line) => /^ *\S[^:]*: /.exec(`${line} `)?.[0] ?? []).slice(0, 11);
  const ours = (await send('do show tacacs')).split('\n').slice(1);
  t.equal(labels(recorded).length, 11);
  t.same(labels(ours), labels(recorded));
});

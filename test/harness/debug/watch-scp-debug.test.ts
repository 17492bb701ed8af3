import t from 'tap';
import { watchScpDebug } from '../../../harness/debug/watch-scp-debug.ts';
import type { Dut } from '../../../harness/dut.ts';
import { cli } from '../matchers/observations.ts';

/** A device that notes what it is told; its log is read when the stimulus is over. */
function device({ logged }: { readonly logged?: 'never calls the stimulus' } = {}) {
  const calls: string[] = [];
  const awaited: RegExp[] = [];
  const recorded = (command: string, lines: readonly string[] = []) => {
    calls.push(command);
    return Promise.resolve({ observation: cli(lines, { command }), spans: [], call: calls.length });
  };
  const dut = {
    configure: (command: string) => recorded(command),
    show: (command: string) => recorded(command),
    enter: (mode: string) => recorded(mode),
    logged: async (stimulus: () => Promise<unknown>, { pattern }: { readonly pattern: RegExp }) => {
      if (logged === undefined) await stimulus();
      awaited.push(pattern);
      return recorded('show logging', ['SCP: [22 -> 192.0.2.10:40000] send']);
    },
  } as unknown as Dut;
  return { dut, calls, awaited };
}

t.test('one copy is debugged into the log buffer, and nothing afterwards', async (t) => {
  const { dut, calls, awaited } = device();
  const watched = await watchScpDebug(dut, () => {
    calls.push('the copy');
    return Promise.resolve('what came of it');
  });
  t.strictSame(calls, [
    'service timestamps debug datetime msec',
    'logging buffered 100000 debugging',
    'logging console informational',
    'debug ip scp',
    'the copy',
    'global-config',
    'privileged-exec',
    'show logging',
    'undebug all',
  ]);
  t.equal(watched.command.observation.command, 'debug ip scp');
  t.equal(watched.copy, 'what came of it');
  t.match('*Mar  1 00:00:01.000: %SYS-5-CONFIG_I: Configured from console by console', awaited[0]);
  t.match(watched.shown.observation, { command: 'show logging', lines: [{ text: /^SCP: / }] });
});

t.test('a copy that goes wrong is an error, and so is one that was never made', async (t) => {
  const broken = device();
  await t.rejects(
    watchScpDebug(broken.dut, () => Promise.reject(new Error('the network is gone'))),
    { message: 'the network is gone' },
  );
  t.notOk(broken.calls.includes('show logging'), 'nothing is read that would be taken for its log');
  const idle = device({ logged: 'never calls the stimulus' });
  await t.rejects(
    watchScpDebug(idle.dut, () => Promise.resolve(1)),
    { name: 'PcoError', message: 'no copy was watched' },
  );
});

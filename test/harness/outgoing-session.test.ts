import t from 'tap';
import type { CliObservation, ConsoleContract } from '../../bench/console.ts';
import type { RecordedPco } from '../../bench/recorded.ts';
import { consoleDut } from '../../harness/console-dut.ts';
import { OutgoingSession } from '../../harness/outgoing-session.ts';

/** A console that answers each command with the next lines and prompt. */
function scripted(...turns: readonly { lines?: readonly string[]; prompt: string }[]) {
  const typed: string[] = [];
  const left = [...turns];
  let prompt = 'Switch#';
  const console = {
    name: 'console',
    role: 'console',
    call: (op: string, args: { command: string }) => {
      if (op !== 'execute') return Promise.reject(new Error('not in this test'));
      typed.push(args.command);
      const turn = left.shift();
      if (turn === undefined) return Promise.reject(new Error('timed out'));
      const promptBefore = prompt;
      prompt = turn.prompt;
      const observation: CliObservation = {
        kind: 'cli',
        command: args.command,
        promptBefore,
        modeBefore: 'privileged-exec',
        lines: (turn.lines ?? []).map((text) => ({ text, asynchronous: 'no', from: 0, to: 1 })),
        dialog: [],
        promptAfter: prompt,
        modeAfter: 'privileged-exec',
      };
      return Promise.resolve({ call: typed.length, observation, spans: [] });
    },
    close: () => Promise.resolve(),
  } as unknown as RecordedPco<ConsoleContract>;
  const session = new OutgoingSession();
  const dut = consoleDut(session.watching(console), (milliseconds) => ({ at: milliseconds }));
  return { typed, session, dut };
}

const ssh = 'ssh -l peer 198.51.100.2';
const closed = '[Connection to 198.51.100.2 closed by foreign host]';

t.test('a session that a step leaves open is left, mode by mode', async (t) => {
  const { typed, session, dut } = scripted(
    { prompt: 'Peer#' },
    { prompt: 'Peer(config)#' },
    { prompt: 'Peer(config)#' },
    { prompt: 'Peer#' },
    { lines: [closed], prompt: 'Switch#' },
  );
  await dut.execute(ssh);
  await dut.execute('configure terminal');
  await session.leave(dut);
  t.strictSame(typed.slice(2), ['!', 'exit', 'exit']);
  await session.leave(dut);
  t.equal(typed.length, 5, 'once');
});

t.test('nothing is typed where none was begun, or it was ended or refused', async (t) => {
  const ended = scripted({ prompt: 'Peer#' }, { lines: [closed], prompt: 'Switch#' });
  await ended.dut.execute(ssh);
  await ended.dut.execute('exit');
  const refused = scripted({ lines: ['% Connection refused by remote host'], prompt: 'Switch#' });
  await refused.dut.execute(ssh);
  const carriedOut = scripted({ lines: ['*15:28:16.594 UTC', closed], prompt: 'Switch#' });
  await carriedOut.dut.execute(`${ssh} show clock`);
  const other = scripted({ prompt: 'Switch#' }, { prompt: 'Switch(config)#' });
  await other.dut.execute('show ssh');
  await other.dut.execute('ip ssh version 2');
  for (const { typed, session, dut } of [ended, refused, carriedOut, other]) {
    const before = typed.length;
    await session.leave(dut);
    t.equal(typed.length, before, typed.join(', '));
  }
});

t.test('one that the far end has ended meanwhile: the prompt tells, and nobody is logged out', async (t) => {
  const { typed, session, dut } = scripted({ prompt: 'Far>' }, { lines: [closed], prompt: 'Switch#' });
  await dut.execute(ssh);
  await session.leave(dut);
  t.strictSame(typed, [ssh, '!']);
});

t.test('a far end that says nothing is not waited for again', async (t) => {
  const { typed, session, dut } = scripted({ prompt: 'Far>' }, { prompt: '' });
  await dut.execute(ssh);
  await session.leave(dut);
  t.strictSame(typed, [ssh, '!']);
});

t.test('one that was begun and gave no answer in time is looked for too', async (t) => {
  const { typed, session, dut } = scripted();
  await t.rejects(dut.execute(ssh), /timed out/);
  await t.rejects(session.leave(dut), /timed out/);
  t.strictSame(typed, [ssh, '!']);
});

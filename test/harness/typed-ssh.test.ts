import t from 'tap';
import type { Answer } from '../../bench/console.ts';
import type { Lab } from '../../harness/lab.ts';
import { typeSsh } from '../../harness/typed-ssh.ts';

const password = { user2: 'Right0', wrong: 'Wrong0' };

/** A device that comes to this prompt, and a server that has seen so many connections; both note what is asked of them. */
function lab(promptAfter: string, connections: number) {
  const calls: string[] = [];
  const typed: string[] = [];
  const execute = (command: string, answers: readonly Answer[] = []) => {
    calls.push(command);
    typed.push(...answers.map(({ answer }) => answer));
    const after = command === 'exit' ? 'Switch#' : promptAfter;
    return Promise.resolve({ observation: { kind: 'cli', command, promptAfter: after } });
  };
  const parts = {
    dut: {
      execute,
      attempt: (command: string) => execute(`${command} (may stay silent)`),
      enter: (mode: string) => Promise.resolve(calls.push(mode)),
    },
    server: {
      listen: ({ door = 'service' }) => Promise.resolve(calls.push(`listen ${door}`)),
      mark: () => Promise.resolve(7),
      connections: (since: number, until?: unknown) => {
        calls.push(`connections ${[since, ...(until ? [JSON.stringify(until)] : [])].join(' ')}`);
        const observation = { kind: 'ssh-connections', connections: Array(connections).fill({}) };
        return Promise.resolve({ observation });
      },
    },
    bench: { secret: (name: 'user2' | 'wrong') => ({ reveal: () => password[name] }) },
  };
  return { calls, typed, parts: parts as unknown as Pick<Lab, 'dut' | 'server' | 'bench'> };
}

t.test('a session that came up is left again, after what is done in it', async (t) => {
  const { calls, typed, parts } = lab('remote>', 1);
  const during = () => Promise.resolve(calls.push('during'));
  const { left } = await typeSsh(parts, 'ssh -l user2 198.51.100.20', { wrong: 2, during });
  t.equal(left?.observation.promptAfter, 'Switch#');
  t.strictSame(calls, [
    'listen service',
    'privileged-exec',
    'ssh -l user2 198.51.100.20',
    'connections 7',
    'connections 7 {"phase":"session","count":1}',
    'during',
    'exit',
  ]);
  t.strictSame(typed.slice(0, 4), ['Wrong0', 'Wrong0', 'Right0', 'Right0']);
});

t.test('where none came up nothing is left, and each connection is waited for to its end', async (t) => {
  const { calls, parts } = lab('Switch>', 2);
  const serve = [{ door: 'vrf' }, { door: 'service' }] as const;
  const { left } = await typeSsh(parts, 'ssh 198.51.100.20', { mode: 'user-exec', serve });
  t.equal(left, undefined);
  t.strictSame(calls, [
    'listen vrf',
    'listen service',
    'user-exec',
    'ssh 198.51.100.20',
    'connections 7',
    'connections 7 {"phase":"ended","count":2}',
  ]);
});

t.test('a server that nobody came to is not waited for', async (t) => {
  const { calls, parts } = lab('', 0);
  const { served } = await typeSsh(parts, 'ssh x', { serve: [], maySayNothing: true });
  t.strictSame(served.observation.connections, []);
  t.strictSame(calls, ['privileged-exec', 'ssh x (may stay silent)', 'connections 7']);
});

import t from 'tap';
import type { CliMode } from '../../../bench/cli-mode.ts';
import { Secret } from '../../../bench/secret.ts';
import { stand } from '../../../drivers/ios/next-stop.ts';
import { Turn } from '../../../drivers/ios/turn.ts';
import { lookInTurn } from '../../../drivers/ios/turn-look.ts';

const prompts: Partial<Record<CliMode, string>> = {
  'privileged-exec': 'Switch#',
  'global-config': 'Switch(config)#',
  'login-username': 'Username:',
  'ssh-pubkey-data': 'Switch(conf-ssh-pubkey-data)#',
};

/** How a line that stands behind a command is taken: its kind and for how long it must stand. */
function look(
  command: string,
  text: string,
  how: {
    mode?: CliMode;
    echoed?: boolean;
    complete?: boolean;
    answers?: { question: string; answer: string }[];
    secret?: Secret;
    paged?: boolean;
  } = {},
): [string, number] | undefined {
  const {
    mode = 'privileged-exec',
    echoed = true,
    complete = false,
    answers = [],
    secret,
    paged = false,
  } = how;
  const before = { mode, prompt: prompts[mode] ?? '', from: 0, end: 0 };
  const turn = new Turn({ command, answers, secret }, before, 0);
  const all = `${echoed ? `${command}\r\n` : ''}${text}`;
  const line = { text, from: all.length - text.length, end: all.length, complete };
  const received = { text: (from: number, to: number = all.length) => all.slice(from, to) };
  const found = lookInTurn(turn, line, { received, host: 'Switch', paged });
  return found && [found.kind, found.stand];
}

t.test('how far a prompt is believed', (t) => {
  t.same(look('show running-config', 'Switch#'), ['prompt', stand.doubtful], 'output could imitate it');
  t.same(look('show run', 'Switch#', { paged: true }), ['prompt', stand.paged], 'a pager may come behind it');
  t.same(look('show run', 'Switch#', { complete: true }), ['prompt', stand.ended], 'a line of output so far');
  t.same(look('configure terminal', 'Switch(config)#'), ['prompt', 0], 'fixed wording');
  t.same(look('configure terminal', 'Switch(config)#', { echoed: false }), ['prompt', stand.unechoed]);
  t.same(look('end', 'Other#', { mode: 'global-config' }), ['prompt', stand.greeting], "another's prompt");
  t.same(look('hostname Other', 'Other(config)#', { mode: 'global-config' }), ['prompt', 0]);
  t.same(look('admin', 'Switch#', { mode: 'login-username' }), ['prompt', stand.greeting]);
  t.same(look('exit', 'Switch(conf-ssh-pubkey-user)#', { mode: 'ssh-pubkey-data' }), [
    'prompt',
    stand.doubtful,
  ]);
  t.same(look('write memory', '[OK]Switch#'), ['prompt', stand.greeting], 'right behind output');
  t.equal(look('write memory', '[OK]Other#'), undefined);
  t.end();
});

t.test('how long a question must stand', (t) => {
  const answers = [{ question: 'Continue', answer: 'y' }];
  t.same(look('write erase', 'Continue? [confirm]', { answers }), ['question', stand.question]);
  t.same(look('write erase', 'Continue? [confirm]'), ['question', stand.unanswered]);
  t.same(look('enable', 'Password:', { secret: new Secret('enable', 'x') }), ['password', stand.question]);
  t.same(look('enable', 'Password:'), ['password', stand.unanswered]);
  t.same(look('exit', 'Press RETURN to get started.'), ['press-return', stand.greeting]);
  t.same(look('show run', ' --More--'), ['pager', 0]);
  t.end();
});

t.test('a line in no known form', (t) => {
  const answers = [{ question: 'name', answer: 'x' }];
  t.same(look('copy', 'Enter name:', { answers }), ['question', stand.unusualQuestion]);
  t.same(look('copy', 'Enter value:'), ['question', stand.unusualUnanswered]);
  t.equal(look('copy', '(some text)'), undefined);
  t.equal(look('copy', 'Enter value:', { complete: true }), undefined, 'it was ended');
  t.equal(look('copy', 'Enter value:', { echoed: false }), undefined, 'it can be older than the command');
  t.end();
});

t.test('a line that is done with, or older than the command', (t) => {
  const before = { mode: 'privileged-exec', prompt: 'Switch#', from: 0, end: 7 } as const;
  const turn = new Turn({ command: 'x', answers: [], secret: undefined }, before, 7);
  const context = { received: { text: () => '' }, host: 'Switch', paged: false };
  const line = { text: 'Switch#', from: 0, end: 7, complete: false };
  t.equal(lookInTurn(turn, line, context), undefined);
  turn.handled.add(20);
  t.equal(lookInTurn(turn, { ...line, from: 20, end: 27 }, context), undefined);
  t.ok(lookInTurn(turn, { ...line, from: 30, end: 37 }, context));
  t.end();
});

t.test('the prompt of the far end behind a log line of this device, where the command dials', (t) => {
  const glued = '*Nov 27 16:10:26.211: %SSH-5-SSH2_USERAUTH: User bench Succeededremote>';
  t.match(look('ssh -l user2 198.51.100.20', glued), ['prompt']);
  t.equal(look('show clock', glued), undefined);
  t.end();
});

/** The same as state-found.test.ts, with the virtual switch at the other end, a process on a steered clock. */
import t from 'tap';
import { type BenchError, explain } from '../../../bench/errors.ts';
import { Secret } from '../../../bench/secret.ts';
import { switchRig } from './switch-rig.ts';

// A process is started for each.
t.jobs = 2;

const startup = `hostname Switch
enable secret Enable1234
username admin privilege 15 password Login12345
line con 0
 login local
line vty 0 4
 login local
`;
const credentials = {
  username: 'admin',
  password: new Secret('password', 'Login12345'),
  enableSecret: new Secret('enable', 'Enable1234'),
};
const minutes = 60_000;

for (const [begin, commands, login] of [
  ['privileged', [], false],
  ['user-exec', ['enable'], false],
  ['config-mode', ['end'], false],
  ['half-typed', [], false],
  ['pager', [], false],
  ['silent-until-return', ['enable'], false],
  ['flood', [], false],
  ['booting', ['enable'], false],
  ['initial-dialog', ['no', '', 'enable'], false],
  ['login-prompt', ['admin'], true],
  ['password-prompt', ['admin'], true],
  ['flood', [], true],
] as const)
  t.test(`${begin}${login ? ', with a login' : ''}`, async (t) => {
    const options = login ? { begin, startup, credentials } : { begin };
    const { console, clock, tape } = await switchRig(t, options);
    const { observation } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(10 * minutes));
    t.equal(observation.prompt, 'Switch#');
    const press = observation.turns.filter(({ modeBefore }) => modeBefore === 'press-return');
    t.same(
      observation.turns
        .filter((turn) => begin !== 'booting' || !press.includes(turn))
        .map(({ command }) => command),
      commands,
    );
    if (begin === 'half-typed') t.notMatch(tape.allReceived(), /Building configuration/, 'it was not run');
    if (begin === 'pager') t.match(tape.allSent(), /^[^ ]*$/, 'the output was not paged through');
    const { observation: shown } = await console.call(
      'execute',
      { command: 'show privilege' },
      clock.in(minutes),
    );
    t.match(
      shown.lines.filter(({ asynchronous }) => asynchronous === 'no').map(({ text }) => text),
      ['Current privilege level is 15'],
    );
  });

t.test('rommon', async (t) => {
  const { console, clock, tape } = await switchRig(t, { begin: 'rommon' });
  const said = await console.call('enter', { mode: 'privileged-exec' }, clock.in(10 * minutes)).then(
    () => 'it did not reject',
    (error: unknown) => explain(error as BenchError),
  );
  t.match(said, /^the device stands in its boot loader\n(?:.*\n)*.*next: {5}type `boot` at the console/);
  t.notMatch(tape.allSent(), /boot/);

  const { observation } = await console.call('execute', { command: 'boot' }, clock.in(10 * minutes));
  t.match(
    observation,
    { modeBefore: 'boot-loader', modeAfter: 'booting', promptAfter: '' },
    'where it is told to',
  );
  const { observation: up } = await console.call(
    'enter',
    { mode: 'privileged-exec' },
    clock.in(10 * minutes),
  );
  t.equal(up.prompt, 'Switch#');
});

t.test('reload, and through the boot by the deadline of who goes on', async (t) => {
  const { console, clock } = await switchRig(t, { begin: 'privileged' });
  const answers = [
    { question: 'Save\\?', answer: 'no' },
    { question: '\\[confirm\\]', answer: 'y' },
  ];
  const { observation } = await console.call(
    'execute',
    { command: 'reload', answers },
    clock.in(2 * minutes),
  );
  t.match(observation, { modeAfter: 'booting', promptAfter: '' });
  t.match(observation.dialog.at(-1), { question: /Proceed with reload\? \[confirm\]/, answer: 'y' });
  await t.rejects(console.call('enter', { mode: 'privileged-exec' }, clock.in(30_000)), {
    message: 'timed out waiting for the end of the boot',
    facts: { where: 'console, mode booting', next: /wait until it has booted/ },
  });
  const { observation: up } = await console.call(
    'enter',
    { mode: 'privileged-exec' },
    clock.in(10 * minutes),
  );
  t.equal(up.prompt, 'Switch#');
});

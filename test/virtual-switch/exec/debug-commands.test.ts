import t from 'tap';
import { aSwitch } from '../a-switch.ts';

t.test('each kind says that it is on and off, and show debugging lists what is on', async (t) => {
  const { send } = await aSwitch();
  const kinds = [
    ['ip ssh', 'Incoming SSH debugging'],
    ['ip ssh detail', 'SSH detail messages debugging'],
    ['ip ssh packet', 'SSH packet messages debugging'],
    ['ip ssh client', 'SSH Client debugging'],
    ['ip scp', 'Incoming SCP debugging'],
    ['snmp packet', 'SNMP packet debugging'],
  ] as const;
  for (const [command, title] of kinds) {
    t.equal(await send(`debug ${command}`), `debug ${command}\n${title} is on\nSwitch#`);
    t.match(await send('show debugging'), `\n  ${title} is on\n`);
    t.equal(await send(`no debug ${command}`), `no debug ${command}\n${title} is off\nSwitch#`);
    t.equal(await send('show debugging'), 'show debugging\nSwitch#', 'nothing is on');
    await send(`debug ${command}`);
    t.equal(await send(`undebug ${command}`), `undebug ${command}\n${title} is off\nSwitch#`);
  }
});

t.test('show debugging groups by subsystem', async (t) => {
  const { send } = await aSwitch();
  await send('debug ip ssh detail');
  await send('debug snmp packets');
  await send('debug ip ssh');
  t.equal(
    await send('sh deb'),
    `sh deb
SNMP:
  SNMP packet debugging is on

SSH:
  Incoming SSH debugging is on
  SSH detail messages debugging is on
Switch#`,
  );
});

t.test('all of it goes off at once, by three spellings, and on only after a yes', async (t) => {
  const { send } = await aSwitch();
  for (const spelling of ['undebug all', 'no debug all', 'un all', 'u all']) {
    await send('debug ip ssh');
    t.equal(
      await send(spelling),
      `${spelling}\nAll possible debugging has been turned off\nSwitch#`,
      spelling,
    );
    t.equal(await send('show debugging'), 'show debugging\nSwitch#');
  }
  t.equal(
    await send('debug all'),
    'debug all\nThis may severely impact network performance. Continue? (yes/[no]): ',
  );
  t.equal(await send(''), '\nSwitch#');
  t.equal(await send('show debugging'), 'show debugging\nSwitch#');
  await send('debug all');
  t.equal(await send('yes'), 'yes\nAll possible debugging has been turned on\nSwitch#');
  t.match(await send('show debugging'), /SNMP:[^]*SCP:[^]*SSH:/);
});

t.test('help, asked with ? at the end: the words, then prompt and line once more', async (t) => {
  const { send, keys } = await aSwitch();
  t.equal(
    await keys('debug ip ssh ?'),
    `debug ip ssh ?
  client  Outgoing SSH connections
  detail  ssh debug messages, errors and warnings
  packet  ssh packet debug messages
  <cr>

Switch#debug ip ssh `,
  );
  await send('');
  t.match(await keys('debug ip ?'), /\n {2}scp +\S.*\n {2}ssh +\S.*\n\nSwitch#debug ip $/);
  await keys('\x15');
  t.match(await keys('debug snmp pack?'), /\?\npackets\n\nSwitch#debug snmp pack$/);
});

t.test('only at the privileged prompt', async (t) => {
  const { send } = await aSwitch({ at: 'user' });
  t.match(await send('debug ip ssh'), "% Invalid input detected at '^' marker.");
});

t.test('help longer than the screen stops at --More--, and the line comes back after it', async (t) => {
  const { send, keys } = await aSwitch({ at: 'config' });
  const first = await keys('?');
  t.match(first, / --More-- $/);
  t.equal(first.split('\n').length, 25, 'the typed line and 23 lines of help');
  t.match(await keys('q'), /\nSwitch\(config\)#$/);
  await send('do terminal length 0');
  t.notMatch(await keys('?'), '--More--');
});

import { once } from 'node:events';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { readySchema } from '../../../protocols/lab-clock.ts';
import { openConsole, start } from '../a-process.ts';

// Some twenty switches are started, one after the other.
t.setTimeout(120_000);

const login = 'hostname lab\nenable secret Secret1\nusername guest secret Guest1\nline con 0\n login local\n';
const password = 'hostname lab\nline con 0\n password Plain1\n login\n';

/** A switch in a state, with its console just opened by the serial driver, and the steered clock in hand. */
async function found(t: Test, state: string, startup?: string) {
  const file =
    startup === undefined ? [] : ['--startup-config', path.join(t.testdir({ startup }), 'startup')];
  const started = start(t, '--steered-clock', '--begin', state, ...file);
  const ready = readySchema.parse(JSON.parse(await started.next()));
  const { port, until } = await openConsole(ready.console);
  let id = 0;
  const advance = async (ms: number) =>
    (await started.ask({ id: (id += 1), op: 'advance', ms })).advanced ?? 0;
  t.teardown(async () => {
    const closed = once(port, 'close');
    started.child.stdin?.end();
    await Promise.all([started.ended, closed]);
  });
  return {
    /**
     * Types and lets the switch's time go by until this is seen, but no faster than what it says comes out of the
     * console: ten minutes of its time are an exec-timeout.
     */
    type: async (text: string, pattern: RegExp) => {
      let seen: string | undefined;
      const done = until(pattern).then((said) => (seen = said));
      port.write(text);
      while (seen === undefined) {
        await advance(1000);
        await Promise.race([done, setTimeout(10)]);
      }
      return done;
    },
    /** What comes in so many milliseconds, untouched. */
    hears: async (ms: number) => {
      let said = '';
      const listen = (bytes: Buffer) => (said += bytes.toString('latin1'));
      port.on('data', listen);
      for (let passed = 0; passed < ms;) passed += await advance(ms - passed);
      port.off('data', listen);
      return said;
    },
  };
}

t.test('rommon: silent, the boot prompt at Return, and it boots from there', async (t) => {
  const { type, hears } = await found(t, 'rommon');
  t.equal(await hears(60_000), '');
  t.match(await type('\r', /switch: $/), '\r\nswitch: ');
  t.match(await type('boot\r', /Press RETURN to get started!/), 'Launching Linux Kernel');
  await type('\r', /Switch>/);
});

t.test('booting: boot messages come by themselves, what is typed is lost', async (t) => {
  const { type } = await found(t, 'booting');
  const boot = await type('show version\r', /Press RETURN to get started!/);
  t.match(boot, 'Starting System Services');
  t.notMatch(boot, /show version|Initializing Flash/);
  await type('\r', /Switch>/);
});

t.test('initial-dialog', async (t) => {
  const { type, hears } = await found(t, 'initial-dialog');
  t.equal(await hears(60_000), '');
  await type('\r', /% Please answer 'yes' or 'no'\.\r\nWould you like to enter .*\? \[yes\/no\]: $/);
});

t.test('login-prompt', async (t) => {
  const { type } = await found(t, 'login-prompt', login);
  await type('guest\r', /Password: $/);
  await type('Guest1\r', /lab>$/);
});

t.test('login-prompt of a line that wants only a password', async (t) => {
  const { type } = await found(t, 'login-prompt', password);
  await type('Plain1\r', /lab>$/);
});

t.test('password-prompt', async (t) => {
  const { type } = await found(t, 'password-prompt', login);
  await type('Guest1\r', /lab>$/);
});

t.test('password-prompt of enable, where nobody has to log in', async (t) => {
  const { type } = await found(t, 'password-prompt', 'hostname lab\nenable secret Secret1\n');
  await type('Secret1\r', /lab#$/);
});

t.test('pager', async (t) => {
  const { type } = await found(t, 'pager', login);
  await type('\r', / --More-- $/);
  await type('q', /lab#$/);
});

t.test('half-typed', async (t) => {
  const { type } = await found(t, 'half-typed');
  t.match(await type('\r', / --More-- $/), 'Building configuration...');
});

t.test('config-mode', async (t) => {
  const { type } = await found(t, 'config-mode');
  await type('\r', /^\r\nSwitch\(config-if\)#$/);
  await type('end\r', /Switch#$/);
});

t.test('user-exec and privileged', async (t) => {
  const user = await found(t, 'user-exec', login);
  await user.type('\r', /^\r\nlab>$/);
  const privileged = await found(t, 'privileged', login);
  await privileged.type('\r', /^\r\nlab#$/);
});

t.test('flood: whole lines only, and the dropped ones are counted', async (t) => {
  const { type, hears } = await found(t, 'flood');
  await hears(20_000);
  const heard = await type('undebug all\r', /All possible debugging has been turned off/);
  const lines = (heard.split('undebug')[0] ?? '').split('\r\n').slice(1, -1);
  t.ok(lines.length > 50, `${lines.length} lines`);
  const whole = /^\*.*: STP: VLAN0001 Gi1\/0\/\d+ tx BPDU: config protocol=ieee$|^ {4}Data : [0-9A-F ]+$/;
  t.same(
    lines.filter((line) => !whole.test(line)),
    [],
  );
  await hears(60_000);
  t.match(
    await type('show logging | include dropped\r', /dropped[^]*#$/),
    /enabled \([1-9]\d* messages dropped/,
  );
});

t.test('silent-until-return', async (t) => {
  const { type, hears } = await found(t, 'silent-until-return');
  t.equal(await hears(3_600_000), '');
  await type('\r', /^\r\nSwitch>$/);
});

t.test('states that cannot be: one line and exit code 3', async (t) => {
  const hashed = 'enable secret 5 $1$abcd$0123456789012345678901\n';
  for (const [state, startup, said] of [
    ['nowhere', undefined, /^virtual-switch: --begin: expected one of rommon, .*, got nowhere\n$/],
    ['login-prompt', undefined, /^virtual-switch: --begin login-prompt: expected .*login local.*\n$/],
    ['password-prompt', undefined, /^virtual-switch: --begin password-prompt: expected .*enable secret.*\n$/],
    ['pager', hashed, /^virtual-switch: --begin pager: the enable secret .* is not in clear\n$/],
    ['initial-dialog', login, /^virtual-switch: --begin initial-dialog: expected no --startup-config.*\n$/],
  ] as const) {
    const file =
      startup === undefined ? [] : ['--startup-config', path.join(t.testdir({ startup }), 'startup')];
    const started = start(t, '--begin', state, ...file);
    t.equal(await started.ended, 3, state);
    t.match(started.errors(), said);
  }
});

import t from 'tap';
import { Secret } from '../../../bench/secret.ts';
import { walkTo } from '../../../drivers/ios/mode-walk.ts';
import { iosRig, lineRig, receive } from './line-rig.ts';

t.test('where the line stands already, the prompt there is the proof', async (t) => {
  const { line, clock, tape } = await iosRig({ suffix: '#' });
  const { observation, spans } = await walkTo(line, 'privileged-exec', {}, clock.in(60_000));
  t.same(observation, { kind: 'mode', mode: 'privileged-exec', prompt: 'Switch#', turns: [] });
  const [span] = spans;
  t.equal(tape.allReceived().slice(span?.from, span?.to), 'Switch#');
});

t.test('a login without a user name', async (t) => {
  const rig = lineRig();
  await receive(rig, '\r\nUsername: ');
  await t.rejects(walkTo(rig.line, 'user-exec', {}, rig.clock.in(60_000)), {
    message: 'the line asks for a user name and the bench has none',
    facts: { where: 'console, mode login-username', next: /username in the topology/ },
  });
  t.equal(rig.tape.allSent(), '', 'nothing is typed');
});

t.test('a login that is refused is tried once', async (t) => {
  const rig = lineRig();
  const { line, clock, stream, tape } = rig;
  stream.onTyped((typed) =>
    stream.send(typed === 'admin\r' ? 'admin\r\nPassword: ' : '\r\n% Login invalid\r\n\r\nUsername: '),
  );
  await receive(rig, '\r\nUsername: ');
  const credentials = { username: 'admin', password: new Secret('password', 'Wrong12345') };
  await t.rejects(walkTo(line, 'privileged-exec', credentials, clock.in(60_000)), {
    credential: 'account',
    message: 'the login was not accepted',
    facts: { got: 'Password: / % Login invalid / Username:', next: /credentials/ },
  });
  t.equal(tape.allSent(), 'admin\rWrong12345\r');
});

t.test('a command that does not lead where it should', async (t) => {
  const { line, clock } = await iosRig({ suffix: '#' });
  await t.rejects(walkTo(line, 'global-config', {}, clock.in(60_000)), {
    name: 'PcoError',
    message: "'configure terminal' did not lead to global-config",
    facts: { got: '% Unknown command: "configure terminal" / Switch#' },
  });
});

t.test('a mode that no way leads to', async (t) => {
  const { line, clock } = await iosRig({ suffix: '#' });
  await t.rejects(walkTo(line, 'interface-config', {}, clock.in(60_000)), {
    message: 'no way is known from privileged-exec to interface-config',
    facts: { got: 'Switch#', where: 'console, mode privileged-exec' },
  });
});

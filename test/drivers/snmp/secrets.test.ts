import { inspect } from 'node:util';
import { createSession, createV3Session } from 'net-snmp';
import t, { type Test } from 'tap';
import { Secret } from '../../../bench/secret.ts';
import { readTraps } from '../../../bench/trap-reading.ts';
import { netSnmpUser, type SnmpUser } from '../../../drivers/snmp/snmp-user.ts';
import { host, listen, type Listening } from './listening.ts';

const keys = { auth: 'authKeyInTests1', priv: 'privKeyInTests1', wrong: 'otherKeyInTest1' };
const engineId = '8000000001020304';
const user: SnmpUser = {
  name: 'lab',
  level: 'authPriv',
  auth: { protocol: 'sha', key: new Secret('snmp-auth', keys.auth) },
  priv: { protocol: 'aes', key: new Secret('snmp-priv', keys.priv) },
};

/** Sends a version 3 trap by net-snmp, which is not what is tested here. */
function sendV3(t: Test, port: number, as: SnmpUser): Promise<void> {
  const sender = netSnmpUser(as);
  const session = createV3Session(host, sender, { trapPort: port, engineID: engineId });
  t.teardown(() => void session.close());
  return new Promise((resolve, reject) => {
    session.trap('1.3.6.1.6.3.1.1.5.3', [], (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

function different(member: 'auth' | 'priv'): SnmpUser {
  const key = new Secret('snmp-wrong', keys.wrong);
  if (member === 'auth') return { ...user, auth: { protocol: 'sha', key } };
  return { ...user, priv: { protocol: 'aes', key } };
}

/** Fails where a key, in any form that a careless line of code gives it, is in the text. */
function noKeyIn(t: Test, text: string, where: string): void {
  for (const key of Object.values(keys)) {
    for (const form of ['utf8', 'hex', 'base64'] as const) {
      const shown = Buffer.from(key).toString(form).replace(/=+$/, '');
      t.notOk(text.toLowerCase().includes(shown.toLowerCase()), `no ${form} key in ${where}`);
    }
  }
}

async function refusal(t: Test, listening: Listening, as: SnmpUser): Promise<string | undefined> {
  const { observation } = await listening.pco.call('mark', null, listening.clock.in(1_000));
  await sendV3(t, listening.port, as);
  await sendV3(t, listening.port, user);
  const until = { notification: 'linkDown', count: 1 };
  const look = await listening.pco.call(
    'traps',
    { since: observation.position, until },
    listening.clock.in(5_000),
  );
  t.equal(look.observation.traps.length, 2);
  t.equal(look.observation.traps[0]?.message, undefined);
  return look.observation.traps[0]?.refused;
}

t.test('wrong key, user and level: refused, and no key is told', async (t) => {
  const listening = await listen(t, { users: [user] });
  t.equal(
    await refusal(t, listening, different('auth')),
    'the digest does not fit the authentication key of user "lab"',
  );
  t.match(await refusal(t, listening, different('priv')), /privacy key of user "lab"$/);
  t.equal(await refusal(t, listening, { ...user, name: 'stranger' }), 'the user "stranger" is not known');
  t.equal(
    await refusal(t, listening, { ...user, level: 'authNoPriv' }),
    'it has less security than user "lab" must have',
  );
  const text = listening.tapes.text('trap-listener');
  noKeyIn(t, text, 'the tape');
  noKeyIn(t, inspect(readTraps(text), { depth: null }), 'the observation');
  noKeyIn(t, inspect(listening, { depth: null, showHidden: true }), 'the listener');
  noKeyIn(t, listening.tapes.sent.join(''), 'what was sent');
});

t.test('users of less security than the message has, and messages without a user', async (t) => {
  const { priv: _priv, ...authOnly } = user;
  const lesser: SnmpUser = { ...authOnly, level: 'authNoPriv' };
  const listening = await listen(t, { users: [lesser] });
  const { pco, clock, port } = listening;
  await sendV3(t, port, user);
  await sendV3(t, port, { name: '', level: 'noAuthNoPriv' });
  await sendV3(t, port, lesser);
  const until = { notification: 'linkDown', count: 1 };
  const { observation } = await pco.call('traps', { since: 0, until }, clock.in(5_000));
  t.same(
    observation.traps.map(({ refused, message }) => refused ?? message?.user),
    ['it has more security than user "lab" has keys for', 'the user "" is not known', 'lab'],
  );
});

t.test('a user who sends from another engine than said', async (t) => {
  const listening = await listen(t, { users: [{ ...user, engineId: '0x80000000AABBCCDD' }] });
  await sendV3(t, listening.port, user);
  const { observation } = await listening.pco.call('mark', null, listening.clock.in(1_000));
  t.ok(observation.position >= 0);
  const session = createSession(host, 'public', { trapPort: listening.port, version: 1 });
  t.teardown(() => void session.close());
  await new Promise((resolve) => {
    session.trap('1.3.6.1.6.3.1.1.5.4', [], resolve);
  });
  const until = { notification: 'linkUp', count: 1 };
  const look = await listening.pco.call('traps', { since: 0, until }, listening.clock.in(5_000));
  t.equal(look.observation.traps[0]?.refused, `the engine ${engineId} is not that of user "lab"`);
});

t.test('users that cannot be used are named without their keys', async (t) => {
  const broken = async (wrong: SnmpUser): Promise<Error> => {
    try {
      await listen(t, { users: [wrong] });
    } catch (error) {
      if (error instanceof Error) return error;
    }
    throw new Error('it was accepted');
  };
  const des = await broken({ ...user, priv: { protocol: 'des', key: new Secret('snmp-priv', keys.priv) } });
  t.match(des, { name: 'BenchError', message: 'SNMP user lab cannot be used: DES is not spoken here' });
  const short = await broken({ ...user, auth: { protocol: 'sha', key: new Secret('snmp-auth', 'short') } });
  t.match(short, { name: 'BenchError', message: 'The key snmp-auth of SNMP user lab is too short' });
  const { priv: _priv, ...incomplete } = user;
  t.match(await broken(incomplete), { name: 'BenchError', message: 'SNMP user lab is incomplete' });
  for (const error of [des, short])
    noKeyIn(t, inspect(error, { depth: null, showHidden: true }), 'the error');
});

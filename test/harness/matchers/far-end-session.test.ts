import t from 'tap';
import { farEndSession } from '../../../harness/matchers/far-end-session.ts';
import { refusedServer, seen, served } from './served.ts';

const names = (cipher: string, mac: string) => ({
  ...{ kex: [], hostKey: [], compressionIn: [], compressionOut: [] },
  ...{ cipherIn: [cipher], cipherOut: [cipher], macIn: [mac], macOut: [mac] },
});
const agreed = (cipher: string, mac: string) => ({
  ...{ kex: '', hostKey: '', compressionIn: '', compressionOut: '' },
  ...{ cipherIn: cipher, cipherOut: cipher, macIn: mac, macOut: mac },
});
const session = served({
  user: 'user2',
  offer: names('aes128-ctr', 'hmac-sha1'),
  algorithms: agreed('aes128-ctr', 'hmac-sha1'),
  macLength: { in: 20, out: 20 },
});
const whole = { user: 'user2', cipher: 'aes128-ctr', mac: 'hmac-sha1', macLength: 20 };

t.test('farEndSession takes what is as it was asked for', (t) => {
  t.ok(farEndSession(whole).match(seen(session)).matches);
  t.ok(farEndSession({}).match(seen(session)).matches);
  t.end();
});

t.test('farEndSession rejects another user, cipher, MAC or length', (t) => {
  const got = (expected: Parameters<typeof farEndSession>[0]) => farEndSession(expected).match(seen(session));
  t.match(got({ ...whole, user: 'bench' }), { matches: false, got: 'user user2' });
  t.match(got({ ...whole, cipher: 'aes256-ctr' }), { matches: false, got: /cipher aes128-ctr/ });
  t.match(got({ ...whole, mac: 'hmac-md5' }), { matches: false, got: /MACs offered hmac-sha1/ });
  t.match(got({ ...whole, macLength: 12 }), { matches: false, got: 'bytes of MAC 20 and 20' });
  t.end();
});

t.test('farEndSession rejects an offer of more than was asked for, though the right one is used', (t) => {
  const offer = { ...names('aes128-ctr', 'hmac-sha1'), cipherOut: ['aes128-ctr', '3des-cbc'] };
  const found = farEndSession(whole).match(seen({ ...session, offer }));
  t.match(found, { matches: false, got: 'ciphers offered aes128-ctr and aes128-ctr,3des-cbc' });
  t.end();
});

t.test('farEndSession rejects a shell for a command, a part of it, and a command for a shell', (t) => {
  const of = (command: string) => seen({ ...session, program: { kind: 'exec', command } });
  const expected = farEndSession({ command: 'show clock detail' });
  t.ok(expected.match(of('show clock detail')).matches);
  t.notOk(expected.match(of('show')).matches);
  t.notOk(expected.match(seen(session)).matches);
  t.notOk(farEndSession({ command: 'shell' }).match(seen(session)).matches);
  t.notOk(farEndSession({}).match(of('show')).matches);
  t.end();
});

t.test('farEndSession rejects no connection, two, and one that was not let in', (t) => {
  t.match(farEndSession({}).match(seen()), { matches: false, got: '0 connections' });
  t.notOk(farEndSession({}).match(seen(session, session)).matches);
  t.notOk(farEndSession({}).match(seen(refusedServer({ program: { kind: 'shell' } }))).matches);
  t.end();
});

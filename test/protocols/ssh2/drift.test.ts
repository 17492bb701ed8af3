import { Client } from 'ssh2';
import t from 'tap';
import {
  asCipher,
  asDecipher,
  asGroupExchange,
  asKeyExchange,
  driftOf,
  internals,
  loadSsh2,
  protocolOf,
  Ssh2DriftError,
} from '../../../protocols/ssh2/internals.ts';

t.test('the installed ssh2 is the one that this room is written for', (t) => {
  t.same(driftOf(loadSsh2()), [], 'pin ssh2 to 1.17.0, or adapt protocols/ssh2 and its tests');
  t.doesNotThrow(() => internals());
  t.end();
});

t.test('another version is noticed', (t) => {
  t.same(driftOf({ ...loadSsh2(), manifest: { version: '1.18.0' } }), ['its version is 1.18.0']);
  t.match(new Ssh2DriftError(['its version is 1.18.0']).message, /ssh2 1\.17\.0.*its version is 1\.18\.0/);
  t.end();
});

t.test('a part that is gone is named', (t) => {
  const real = loadSsh2();
  t.same(driftOf({ ...real, server: {} }), ['lib/server.js IncomingClient is gone']);
  t.same(driftOf({ ...real, kex: {} }), ['lib/protocol/kex.js KexInit is gone']);
  t.same(driftOf({ ...real, keyParser: {} }), ['lib/protocol/keyParser.js parseKey is gone']);
  t.same(driftOf({ ...real, utils: undefined }), [
    'lib/protocol/utils.js doFatalError is gone',
    'lib/protocol/utils.js sendPacket is gone',
  ]);
  t.same(driftOf({ ...real, Protocol: undefined }), ['lib/protocol/Protocol.js is gone']);
  const Other = class {
    readonly start = undefined;
  };
  const problems = driftOf({ ...real, Protocol: Other });
  t.ok(problems.includes('Protocol._strictMode is gone'));
  t.ok(problems.includes('Protocol._cipher is gone'));
  t.notOk(problems.includes('Protocol.start is gone'));
  t.end();
});

t.test('so is a member of what only a running connection has', (t) => {
  t.throws(() => protocolOf(new Client()), { name: 'Ssh2DriftError', message: /Protocol is gone/ });
  t.throws(() => asKeyExchange({ type: 'group' }), { message: /KeyExchange\.parse is gone/ });
  t.throws(() => asCipher({}), { message: /cipher\.encrypt is gone/ });
  t.throws(() => asDecipher({}), { message: /decipher\._onPayload is gone/ });
  t.throws(() => asGroupExchange({ type: 'groupex', remoteExtInfoEnabled: false, parse: () => undefined }), {
    message: /DHGroupExchange\._minBits is gone/,
  });
  t.end();
});

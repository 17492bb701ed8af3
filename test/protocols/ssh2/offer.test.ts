import t from 'tap';
import { findMismatch, listsOf, type Offer } from '../../../protocols/ssh2/offer.ts';

const offer: Offer = {
  kex: ['k1', 'k2'],
  hostKey: ['ssh-rsa'],
  ciphers: ['c1', 'c2'],
  macs: ['m1'],
  compression: ['none'],
};

t.test('what two sides have in common is no mismatch', (t) => {
  const other = { ...offer, kex: ['k3', 'k2'], ciphers: ['c2'] };
  t.equal(findMismatch(listsOf(offer), listsOf(other)), undefined);
  t.end();
});

t.test('the first list without anything in common is named, with both sides', (t) => {
  const cases = [
    [{ kex: ['x'] }, 'kex algorithm', ['k1', 'k2'], ['x']],
    [{ hostKey: ['x'] }, 'hostkey algorithm', ['ssh-rsa'], ['x']],
    [{ ciphers: ['x'] }, 'cipher', ['c1', 'c2'], ['x']],
    [{ macs: ['x'] }, 'mac', ['m1'], ['x']],
    [{ macs: [] }, 'mac', ['m1'], []],
    [{ compression: ['zlib'] }, 'compression', ['none'], ['zlib']],
    [{ kex: ['x'], macs: ['y'] }, 'kex algorithm', ['k1', 'k2'], ['x']],
  ] as const;
  for (const [change, what, client, server] of cases) {
    t.same(findMismatch(listsOf(offer), listsOf({ ...offer, ...change })), { what, client, server });
  }
  const oneWay = { ...listsOf(offer), cipherToClient: ['x'] };
  t.same(findMismatch(listsOf(offer), oneWay)?.server, ['x'], 'in one direction only');
  t.end();
});

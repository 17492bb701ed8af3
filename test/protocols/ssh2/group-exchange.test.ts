import { createDiffieHellmanGroup } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { chooseGroup, UncheckedDiffieHellman } from '../../../protocols/ssh2/group-exchange.ts';

t.test('the smallest group that is large enough is chosen, within what was asked for', (t) => {
  const cases = [
    { asked: { min: 1024, preferred: 1024, max: 8192 }, least: 1024, bits: 1024 },
    { asked: { min: 1024, preferred: 2048, max: 8192 }, least: 1024, bits: 2048 },
    { asked: { min: 2048, preferred: 3072, max: 8192 }, least: 1024, bits: 4096 },
    { asked: { min: 2048, preferred: 8192, max: 8192 }, least: 1024, bits: 4096 },
    { asked: { min: 1024, preferred: 3072, max: 3072 }, least: 1024, bits: 2048 },
    { asked: { min: 1024, preferred: 1024, max: 8192 }, least: 4096, bits: 4096 },
    { asked: { min: 1024, preferred: 1024, max: 1024 }, least: 2048, bits: undefined },
    { asked: { min: 6144, preferred: 8192, max: 8192 }, least: 1024, bits: undefined },
  ];
  for (const { asked, least, bits } of cases) {
    t.equal(chooseGroup(asked, least)?.bits, bits, `${JSON.stringify(asked)} with at least ${String(least)}`);
  }
  t.end();
});

t.test('the unchecked computation agrees with that of OpenSSL', (t) => {
  for (const name of ['modp2', 'modp14', 'modp16']) {
    const theirs = createDiffieHellmanGroup(name);
    const ours = new UncheckedDiffieHellman(theirs.getPrime(), theirs.getGenerator());
    const theirKey = theirs.generateKeys();
    const ourKey = ours.generateKeys();
    t.equal(ours.getPrime().toString('hex'), theirs.getPrime().toString('hex'));
    t.equal(Number(`0x${ours.getGenerator().toString('hex')}`), 2);
    const secret = ours.computeSecret(theirKey).toString('hex').replace(/^0+/, '');
    t.equal(secret, theirs.computeSecret(ourKey).toString('hex').replace(/^0+/, ''), name);
  }
  t.end();
});

t.test('a public key out of range, and a group that is none, are refused', (t) => {
  const prime = createDiffieHellmanGroup('modp2').getPrime();
  const ours = new UncheckedDiffieHellman(prime, Buffer.from([2]));
  t.throws(() => ours.computeSecret(Buffer.from([0])), /out of range/);
  t.throws(() => ours.computeSecret(prime), /out of range/);
  t.throws(() => new UncheckedDiffieHellman(Buffer.alloc(128), Buffer.from([2])), /without a prime/);
  t.end();
});

t.test('a group that is chosen always lies within what was asked for', (t) => {
  const bits = fc.integer({ min: 0, max: 16384 });
  fc.assert(
    fc.property(bits, bits, bits, fc.constantFrom(1024, 2048, 4096), (min, preferred, max, least) => {
      const group = chooseGroup({ min, preferred, max }, least);
      return group === undefined || (group.bits >= min && group.bits <= max && group.bits >= least);
    }),
  );
  t.end();
});

import t from 'tap';
import type { SshConnectionsObservation } from '../../../bench/ssh-server-host.ts';
import type { ServedCopy } from '../../../bench/ssh-server-shell.ts';
import { farEndCopied } from '../../../harness/matchers/far-end-copied.ts';
import { served } from './served.ts';

const sha256 = 'a'.repeat(64);
const copy: ServedCopy = { direction: 'to-us', path: 'conform-x', whole: true, bytes: 12, sha256 };
const seen = (...copies: readonly ServedCopy[]): SshConnectionsObservation => ({
  kind: 'ssh-connections',
  connections: copies.map((each) => served({ copy: each })),
});

t.test('farEndCopied rejects another file, a part of one, and the other way', (t) => {
  const expected = { direction: 'to-us', path: 'conform-x', sha256 } as const;
  const matches = (...copies: readonly ServedCopy[]): boolean =>
    farEndCopied(expected).match(seen(...copies)).matches;
  t.ok(matches(copy));
  t.notOk(matches({ ...copy, whole: false }));
  t.notOk(matches({ ...copy, path: 'conform-y' }));
  t.notOk(matches({ ...copy, direction: 'from-us' }));
  t.notOk(matches({ ...copy, sha256: 'b'.repeat(64) }));
  t.match(farEndCopied(expected).match(seen()), { matches: false, got: 'no copy in 0 connections' });
  t.ok(
    farEndCopied({ direction: 'to-us', path: 'conform-x' }).match(seen(copy)).matches,
    'whatever its bytes',
  );
  t.end();
});

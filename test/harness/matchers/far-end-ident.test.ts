import t from 'tap';
import { farEndIdent } from '../../../harness/matchers/far-end-ident.ts';
import { refusedServer, seen, served, version1 } from './served.ts';

t.test('farEndIdent rejects another string, none, and no connection', (t) => {
  const of = (ident: string) => seen(served({ ident }));
  t.ok(farEndIdent('^SSH-2\\.0-').match(of('SSH-2.0-Cisco-1.25')).matches);
  t.match(farEndIdent('^SSH-2\\.0-').match(of('SSH-1.99-Cisco-1.25')), {
    matches: false,
    got: 'SSH-1.99-Cisco-1.25',
  });
  t.match(farEndIdent('.').match(seen(refusedServer())), { matches: false, got: 'no identification' });
  t.match(farEndIdent('.').match(seen()), { matches: false, got: 'no connection' });
  t.end();
});

t.test('farEndIdent looks at version 1 too', (t) => {
  const seen1 = { kind: 'sshv1-connections', connections: [version1()] } as const;
  t.ok(farEndIdent('^SSH-1\\.5-').match(seen1).matches);
  t.notOk(farEndIdent('^SSH-2\\.0-').match(seen1).matches);
  t.end();
});

import t from 'tap';
import { clientIdentsDebugged } from '../../../harness/matchers/client-idents-debugged.ts';
import { cli } from './observations.ts';

// Guide page 40.
const lines = [
  '*Nov 17 12:50:53.199: SSH CLIENT0: protocol version id is - SSH-1.99-Cisco-1.25',
  '*Nov 17 12:50:53.199: SSH CLIENT0: sent protocol version id SSH-2.0-Cisco-1.25',
];
const idents = { received: 'SSH-1.99-Cisco-1.25', sent: 'SSH-2.0-Cisco-1.25' };

t.test('clientIdentsDebugged rejects other strings, a missing line, and a session too many', (t) => {
  const expects = (printed: string[]) => clientIdentsDebugged(idents).match(cli(printed));
  t.ok(expects(lines).matches);
  t.match(clientIdentsDebugged({ ...idents, received: 'SSH-2.0-lab' }).match(cli(lines)), {
    matches: false,
    got: /^ident received SSH-1.99-Cisco-1.25, /,
  });
  t.notOk(clientIdentsDebugged({ ...idents, sent: 'SSH-1.5-Cisco-1.25' }).match(cli(lines)).matches);
  t.notOk(expects(lines.slice(1)).matches);
  t.notOk(expects([...lines, ...lines]).matches);
  t.match(expects([]), { matches: false, got: 'none of them' });
  t.end();
});

t.test('clientIdentsDebugged does not take the lines of the server for those of the client', (t) => {
  const ofServer = lines.map((line) => line.replace('SSH CLIENT0', 'SSH0'));
  t.notOk(clientIdentsDebugged(idents).match(cli(ofServer)).matches);
  t.end();
});

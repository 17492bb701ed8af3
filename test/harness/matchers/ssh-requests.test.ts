import t from 'tap';
import type { SshRequestObservation, SshRequestStep } from '../../../bench/ssh-request.ts';
import {
  outlivedRefusal,
  requestGranted,
  requestRefused,
  shellPrompts,
} from '../../../harness/matchers/ssh-requests.ts';

function asked(
  answer: SshRequestStep['answer'],
  rest: Partial<SshRequestObservation> = {},
): SshRequestObservation {
  return {
    kind: 'ssh-request',
    granted: answer === 'granted',
    steps: [
      { what: 'open session', answer: 'granted' },
      { what: 'subsystem', answer },
    ],
    ...rest,
  };
}

const to = { address: '192.0.2.10', port: 7 };

t.test('requestGranted rejects a refusal and an end', (t) => {
  t.ok(requestGranted().match(asked('granted')).matches);
  t.match(requestGranted().match(asked('refused')), { matches: false, got: /subsystem refused/ });
  t.notOk(requestGranted().match(asked('ended')).matches);
  t.end();
});

t.test('requestRefused rejects what is granted, an end in place of an answer, a flow and a listener', (t) => {
  t.ok(requestRefused().match(asked('refused', { flows: { to, count: 0 }, listening: false })).matches);
  t.notOk(requestRefused().match(asked('granted')).matches);
  t.match(requestRefused().match(asked('ended', { end: { by: 'server' } })), {
    matches: false,
    got: /ended by server/,
  });
  t.match(requestRefused().match(asked('refused', { flows: { to, count: 1 } })).got, /1 connections/);
  t.notOk(requestRefused().match(asked('refused', { flows: { to, count: 1 } })).matches);
  t.notOk(requestRefused().match(asked('refused', { listening: true })).matches);
  t.end();
});

t.test('outlivedRefusal rejects an end, and nothing that was asked for after', (t) => {
  const after = (answer: SshRequestStep['answer']) => asked('refused', { orElse: { answer, output: '' } });
  t.ok(outlivedRefusal().match(after('granted')).matches);
  t.ok(outlivedRefusal().match(after('refused')).matches, 'an answer is a sign of life');
  t.notOk(outlivedRefusal().match(after('ended')).matches);
  t.notOk(outlivedRefusal().match(asked('refused')).matches);
  t.end();
});

t.test('shellPrompts rejects another prompt and none', (t) => {
  const printed = (text: string) => asked('granted', { printed: text });
  t.ok(shellPrompts('Switch>').match(printed('\r\nSwitch>')).matches);
  t.notOk(shellPrompts('Switch>').match(printed('\r\nSwitch#')).matches);
  t.match(shellPrompts('Switch>').match(printed('')), { matches: false, got: /no prompt/ });
  t.notOk(shellPrompts('Switch>').match(asked('refused')).matches);
  t.end();
});

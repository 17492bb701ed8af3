import t from 'tap';
import {
  errorLine,
  modeIs,
  noErrorLine,
  noPasswordAsked,
  passwordAsked,
  privileged,
  promptIs,
} from '../../../harness/matchers/command-line.ts';
import { after, cli, login, withLog } from './observations.ts';

const wentTo = { kind: 'mode', mode: 'global-config', prompt: 'Switch(config)#', turns: [] } as const;

t.test('promptIs rejects another prompt and none', (t) => {
  t.ok(promptIs('Switch(config)#').match(wentTo).matches);
  t.ok(promptIs('Switch>').match(after('user-exec', 'Switch>')).matches);
  t.notOk(promptIs('Switch>').match(after('privileged-exec', 'Switch#')).matches);
  t.match(promptIs('Switch>').match(after('closed', '')), { matches: false, got: 'no prompt' });
  t.end();
});

t.test('modeIs rejects another mode', (t) => {
  t.ok(modeIs('global-config').match(wentTo).matches);
  t.notOk(modeIs('user-exec').match(after('privileged-exec', 'Switch#')).matches);
  t.notOk(modeIs('user-exec').match(login() as never).matches);
  t.end();
});

t.test('privileged rejects the opposite, and what tells neither', (t) => {
  t.ok(privileged(false).match(after('user-exec', 'Switch>')).matches);
  t.ok(privileged(false).match(after('press-return', '')).matches);
  t.ok(privileged(false).match(after('closed', '')).matches);
  t.ok(privileged(true).match(wentTo).matches);
  t.notOk(privileged(false).match(after('privileged-exec', 'Switch#')).matches);
  t.notOk(privileged(false).match(wentTo).matches);
  t.notOk(privileged(false).match(after('unknown', '')).matches);
  t.notOk(privileged(false).match(after('pager', '')).matches);
  t.notOk(privileged(true).match(after('unknown', '')).matches);
  t.end();
});

t.test('passwordAsked rejects a command that asked nothing, or something else', (t) => {
  t.ok(passwordAsked().match(cli([], { dialog: [{ question: 'Password: ', answer: '<enable>' }] })).matches);
  t.ok(passwordAsked().match(cli(['Password: '])).matches);
  t.notOk(passwordAsked().match(cli([])).matches);
  t.notOk(passwordAsked().match(cli(['% Bad passwords'])).matches);
  t.notOk(passwordAsked().match(cli([], { dialog: [{ question: 'Username: ', answer: 'lab' }] })).matches);
  t.end();
});

t.test('errorLine rejects silence, another error, and a log line', (t) => {
  const incomplete = cli(['% Incomplete command.', '']);
  t.ok(errorLine('^% Incomplete command').match(incomplete).matches);
  t.ok(errorLine('Please define').match(cli(['% Please define a domain-name first.'])).matches);
  t.notOk(errorLine('^% Incomplete command').match(cli([])).matches);
  t.notOk(errorLine('^% Incomplete command').match(cli(["% Invalid input detected at '^' marker."])).matches);
  t.notOk(errorLine('SSH').match(cli(['%SSH-5-ENABLED: SSH 2.0 has been enabled'])).matches);
  t.end();
});

t.test('noErrorLine rejects each kind of error line', (t) => {
  t.ok(noErrorLine().match(cli(['% Generating 2048 bit RSA keys, keys will be non-exportable...'])).matches);
  t.ok(noErrorLine().match(cli(['%SSH-5-ENABLED: SSH 1.99 has been enabled'])).matches);
  t.ok(noErrorLine().match(withLog(cli(['a']), '%LINK-3-UPDOWN: down')).matches);
  for (const line of [
    "% Invalid input detected at '^' marker.",
    '% Incomplete command.',
    '% Ambiguous command:  "a"',
    '% Please define a hostname other than Router.',
    '% Unrecognized host or address, or protocol not running.',
    '%SSH: Failed to decode the Key Value',
  ]) {
    t.notOk(noErrorLine().match(cli([line])).matches, line);
  }
  t.end();
});

t.test('noPasswordAsked rejects a question for one, and silence', (t) => {
  t.ok(noPasswordAsked().match(after('privileged-exec', 'Switch#')).matches);
  t.notOk(noPasswordAsked().match(cli(['Password: '])).matches);
  const dialog = [{ question: 'Password: ', answer: 'x' }];
  t.notOk(noPasswordAsked().match({ ...after('privileged-exec', 'Switch#'), dialog }).matches);
  t.notOk(noPasswordAsked().match(after('unknown', '')).matches);
  t.end();
});

import t from 'tap';
import {
  keyNameShown,
  retriesShown,
  sshEnabled,
  sshVersionShown,
  timeOutShown,
} from '../../../harness/matchers/show-ip-ssh.ts';
import { cli, login, withLog } from './observations.ts';

const shown = cli([
  'SSH Enabled - version 1.99',
  'Authentication timeout: 120 secs; Authentication retries: 3',
  'IOS Keys in SECSH format(ssh-rsa, base64 encoded): cisco7200.example.com',
]);
const disabled = cli(['SSH Disabled - version 1.99']);
const refusedCommand = cli(["% Invalid input detected at '^' marker."]);

t.test('sshVersionShown rejects another version and no version', (t) => {
  t.match(sshVersionShown('1.99').match(shown), { matches: true, got: 'version 1.99' });
  t.ok(sshVersionShown('1.99').match(withLog(shown, '%SYS-5-CONFIG_I: Configured')).matches);
  t.ok(sshVersionShown('1.99').match({ kind: 'ssh-exec', output: 'SSH Enabled - version 1.99\r\n' }).matches);
  t.notOk(sshVersionShown('2.0').match(shown).matches);
  t.notOk(sshVersionShown('1.5').match(shown).matches);
  t.match(sshVersionShown('1.99').match(refusedCommand), { matches: false, got: /Invalid input/ });
  t.match(sshVersionShown('1.99').match(login() as never), { matches: false, got: /ssh-login/ });
  t.end();
});

t.test('sshEnabled rejects the opposite and silence', (t) => {
  t.ok(sshEnabled(true).match(shown).matches);
  t.ok(sshEnabled(false).match(disabled).matches);
  t.ok(sshEnabled(false).match(cli(['%SSH has not been enabled'])).matches);
  t.notOk(sshEnabled(true).match(disabled).matches);
  t.notOk(sshEnabled(false).match(shown).matches);
  t.notOk(sshEnabled(false).match(refusedCommand).matches, 'an error line does not say that it is disabled');
  t.end();
});

t.test('timeOutShown rejects another time', (t) => {
  t.ok(timeOutShown(120).match(shown).matches);
  t.match(timeOutShown(60).match(shown), { matches: false, got: 'time-out 120' });
  t.notOk(timeOutShown(12).match(shown).matches);
  t.notOk(timeOutShown(120).match(disabled).matches);
  t.end();
});

t.test('retriesShown rejects another number', (t) => {
  t.ok(retriesShown(3).match(shown).matches);
  t.match(retriesShown(2).match(shown), { matches: false, got: 'retries 3' });
  t.notOk(retriesShown(3).match(disabled).matches);
  t.end();
});

t.test('keyNameShown rejects another name and NONE', (t) => {
  t.ok(keyNameShown('cisco7200.example.com').match(shown).matches);
  t.notOk(keyNameShown('cisco7200').match(shown).matches);
  t.notOk(
    keyNameShown('NONE').match(cli(['IOS Keys in SECSH format(ssh-rsa, base64 encoded): NONE'])).matches,
  );
  t.end();
});

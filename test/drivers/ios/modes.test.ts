import t from 'tap';
import type { CliMode } from '../../../bench/cli-mode.ts';
import { isEnable, modeFacts, pathBetween, printsFixedText } from '../../../drivers/ios/modes.ts';

function typed(from: CliMode, to: CliMode): string[] | undefined {
  return pathBetween(from, to)?.map(({ type }) => ('line' in type ? type.line : `<${type.credential}>`));
}

t.test('shortest paths', (t) => {
  t.same(typed('press-return', 'global-config'), ['', 'configure terminal']);
  t.same(typed('user-exec', 'global-config'), ['enable', 'configure terminal']);
  t.same(typed('login-username', 'privileged-exec'), ['<username>']);
  t.same(typed('initial-dialog', 'privileged-exec'), ['no', '']);
  t.same(typed('line-config', 'global-config'), ['exit']);
  t.same(typed('line-config', 'privileged-exec'), ['end']);
  t.same(typed('ssh-pubkey-data', 'global-config'), ['exit', 'exit', 'exit']);
  t.same(typed('tcl-shell', 'privileged-exec'), ['tclquit']);
  for (const mode of ['interface-config', 'vrf-config', 'pki-trustpoint-config', 'other-config'] as const)
    t.same(typed(mode, 'privileged-exec'), ['end'], mode);
  t.same(typed('privileged-exec', 'user-exec'), ['disable']);
  t.same(typed('global-config', 'press-return'), ['end', 'exit']);
  t.same(typed('global-config', 'global-config'), []);
  t.end();
});

t.test('there is no way out of the boot loader, and none to where a name is needed', (t) => {
  t.equal(typed('boot-loader', 'privileged-exec'), undefined);
  t.equal(typed('global-config', 'interface-config'), undefined);
  t.end();
});

t.test('nothing is probed where what is typed is data or an answer', (t) => {
  for (const mode of [
    'ssh-pubkey-data',
    'login-password',
    'enable-password',
    'confirm',
    'pager',
    'boot-loader',
  ] as const)
    t.notOk(modeFacts[mode].probe, mode);
  t.ok(modeFacts['privileged-exec'].probe);
  t.end();
});

t.test('commands whose output can hold anything', (t) => {
  for (const command of ['show running-config', 'sh ver', 'more flash:x', 'dir', 'ping 10.0.0.1'])
    t.notOk(printsFixedText(command, false), command);
  for (const command of ['enable', 'configure terminal', 'end', 'terminal length 0', ''])
    t.ok(printsFixedText(command, false), command);
  t.notOk(printsFixedText('do show running-config', true));
  t.ok(printsFixedText('hostname X', true));
  t.end();
});

t.test('what asks for the enable secret', (t) => {
  for (const command of ['enable', 'en', ' ena 15 ', 'ENABLE']) t.ok(isEnable(command), command);
  for (const command of ['end', 'enable secret x', 'e', 'show enable', ''])
    t.notOk(isEnable(command), command);
  t.end();
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { reader, scpSwitch, whyNo } from './scp-clients.ts';

t.test('what a client of OpenSSH is told', { skip: whyNo('scp') }, async (t) => {
  const { run, command, file, folder } = await scpSwitch(t);
  const small = file('small', 'hostname Renamed\nend\n');
  const there = join(folder, 'there');
  const wrong = { name: 'copier', password: 'Wrong1' };

  t.match(await run('scp', [small, 'dut:flash:x'], reader), { exitCode: 1, stderr: /Privilege denied\./ });
  t.match(await run('scp', ['dut:flash:/packages.conf', there], reader), { stderr: /Privilege denied\./ });
  t.match(await run('scp', [small, 'dut:flash:x'], wrong), { stderr: /Permission denied/ });
  t.notMatch(await command('dir flash:'), / x\n/);

  t.match(await run('scp', ['dut:flash:/none', there]), { exitCode: 1, stderr: /No such file or directory/ });
  t.match(await run('scp', ['dut:flash:/', there]), { exitCode: 1 });
  t.match(await run('scp', ['dut:flash:/../../etc/passwd', there]), { stderr: /No such file/ });
  t.match(await run('scp', [small, 'dut:flash:/nowhere/x']), { exitCode: 1, stderr: /write failed/ });
  t.match(await run('scp', [small, 'dut:zork:x']), { exitCode: 1 });
  t.match(await run('scp', [small, `dut:flash:${'n'.repeat(300)}`]), { exitCode: 1, stderr: /write failed/ });
  t.match(await run('scp', [small, `dut:flash:/${'n'.repeat(255)}`]), { exitCode: 0 });
  t.match(await run('scp', ['-p', small, 'dut:flash:x']), {
    exitCode: 1,
    stderr: /-p -d options not supported/,
  });
  t.match(await run('scp', ['-r', folder, 'dut:flash:x']), { exitCode: 1, stderr: /only files/ });
  t.notMatch(await command('dir flash:'), / x\n/);

  t.match(await run('scp', [small, 'dut:']), { exitCode: 0 });
  t.match(await command('dir flash:small'), / 21 .* small\n/, 'a directory takes it under its name');
  t.match(await run('scp', [small, 'dut:flash:with a blank']), { exitCode: 0 });
  t.match(await run('scp', ['-T', 'dut:flash:/with a blank', there]), { exitCode: 0 });
  t.equal(readFileSync(there, 'utf8'), 'hostname Renamed\nend\n');

  t.match(await run('scp', ['dut:running-config', there]), { exitCode: 0 });
  t.match(readFileSync(there, 'latin1'), /\nhostname Switch\n[^]*ip scp server enable\n/);
  t.match(await run('scp', ['-T', 'dut:nvram:startup-config', there]), { exitCode: 0 });
  t.match(readFileSync(there, 'latin1'), /\nhostname Switch\n/);
  t.match(await run('scp', [small, 'dut:running-config']), { exitCode: 0 });
  t.match(await command('show running-config | include ^hostname|^ip scp'), /hostname Renamed\nip scp/);
  t.match(await command('show startup-config | include ^hostname'), 'hostname Switch');
  t.match(await command('show logging'), /%SYS-5-CONFIG_I: Configured from console by copier on vty0/);
});

t.test('a server that is off', { skip: whyNo('scp') }, async (t) => {
  const { run, file } = await scpSwitch(t, 'no ip scp server enable');
  const small = file('small', 'text');
  t.match(await run('scp', [small, 'dut:flash:x']), { exitCode: 1, stderr: /Administratively disabled\./ });
});

t.test('a client that is killed leaves nothing behind', { skip: whyNo('scp') }, async (t) => {
  const { beginSlowly, command, file } = await scpSwitch(t);
  const kill = beginSlowly([file('large', Buffer.alloc(2_000_000)), 'dut:flash:large']);
  // One line for each direction of each session, that of the command among them.
  const sessions = async (): Promise<number> => (await command('show ssh')).match(/copier$/gm)?.length ?? 0;
  while ((await sessions()) < 4);
  t.notMatch(await command('dir flash:'), / large\n/, 'not while it comes');
  await kill();
  while ((await sessions()) > 2);
  t.notMatch(await command('dir flash:'), / large\n/, 'nor afterwards');
});

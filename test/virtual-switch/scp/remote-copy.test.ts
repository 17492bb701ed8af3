import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { md5Of } from '../../../virtual-switch/files/content.ts';
import { host, startSshd, whyNoAccount } from '../../drivers/ssh/an-sshd.ts';
import { aClientSwitch } from '../ssh-client/a-client-switch.ts';
import { md5 } from './scp-clients.ts';

/** The switch's `copy` against scp of OpenSSH, behind its server. */

const account = { name: 'remote', password: 'hiddenInTests1' };
const there = '198.51.100.20';

t.test('copy fetches and brings files', { skip: whyNoAccount() }, async (t) => {
  const port = await startSshd(t, {
    account,
    configuration: [
      'HostKeyAlgorithms ssh-rsa',
      'KexAlgorithms diffie-hellman-group14-sha1',
      'Ciphers aes128-ctr',
      'MACs hmac-sha1',
      'KbdInteractiveAuthentication no',
      'UsePAM no',
      'PrintMotd no',
      'PrintLastLog no',
    ],
  });
  const lab = await aClientSwitch(t, { servers: [{ address: there, port, host }] });
  const { device, until } = lab;
  const folder = mkdtempSync(join(tmpdir(), 'conform-remote-'));
  chmodSync(folder, 0o777);
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, content: Uint8Array | string): void =>
    writeFileSync(join(folder, name), content);
  const onFlash = (name: string): string => md5Of(device.files.read({ system: 'flash', names: [name] }));

  t.test('in a dialogue', async (t) => {
    put('small', 'hello\n');
    t.match(await until('copy scp: flash:\r', /\? $/), /Address or name of remote host \[\]\? $/);
    t.match(await until(`${there}\r`, /\? $/), /Source username \[Switch\]\? $/);
    t.match(await until(`${account.name}\r`, /\? $/), /Source filename \[\]\? $/);
    t.match(await until(`${folder}/small\r`, /\? $/), /Destination filename \[small\]\? $/);
    await until('\r', /Password: $/);
    const seen = await until(`${account.password}\r`, /#$/);
    t.match(
      seen,
      /^\n Sending file modes: C0644 6 small\n!\n6 bytes copied in [\d.]+ secs \(\d+ bytes\/sec\)\nSwitch#$/,
    );
    t.equal(onFlash('small'), md5(Buffer.from('hello\n')));
  });

  t.test('that is there already, only if it is wanted', async (t) => {
    put('small', 'other\n');
    const url = `scp://${account.name}@${there}/${folder}/small`;
    await until(`copy ${url} flash:\r`, /\? $/);
    t.match(
      await until('\r', /\[confirm\]$/),
      /%Warning:There is a file already existing with this name \nDo you/,
    );
    await until('n', /#$/);
    t.equal(onFlash('small'), md5(Buffer.from('hello\n')));
  });

  for (const size of [0, 1, 5_000_000]) {
    t.test(`of ${size} bytes, there and back`, async (t) => {
      const content = randomBytes(size);
      put('source', content);
      const url = `scp://${account.name}@${there}/${folder}/source`;
      await until(`copy ${url} flash:f-${size}\r`, /\? $/);
      await until('\r', /Password: $/);
      const began = performance.now();
      t.match(await until(`${account.password}\r`, /#$/), `${size} bytes copied in `);
      t.comment(`down ${Math.round(performance.now() - began)} ms`);
      t.equal(onFlash(`f-${size}`), md5(content));

      await until(`copy flash:f-${size} scp://${account.name}@${there}/${folder}/\r`, /\? $/);
      await until('\r', /username \[remote\]\? $/);
      t.match(await until('\r', /filename .*\? $/), `Destination filename [${folder}/f-${size}]? `);
      t.match(await until('\r', /Password: $/), `Writing f-${size} \n`);
      const back = performance.now();
      const seen = await until(`${account.password}\r`, /#$/);
      t.comment(`up ${Math.round(performance.now() - back)} ms`);
      t.match(seen, ` Sink: C0644 ${size} f-${size}\n`);
      t.match(seen, `${size} bytes copied in `);
      t.equal(md5(readFileSync(join(folder, `f-${size}`))), md5(content));
    });
  }

  t.test('the configurations, both ways', async (t) => {
    await until(`copy running-config scp://${account.name}@${there}/${folder}/\r`, /\? $/);
    await until('\r', /\? $/);
    t.match(await until('\r', /\? $/), `[${folder}/switch-confg]? `);
    await until('\r', /Password: $/);
    await until(`${account.password}\r`, /#$/);
    t.match(readFileSync(join(folder, 'switch-confg'), 'latin1'), /\nhostname Switch\n[^]*\nend\n/);
    put('merged', 'hostname Merged\nno such thing\nend\n');
    await until(
      `copy scp://${account.name}@${there}/${folder}/merged running-config\r`,
      /\[running-config\]\? $/,
    );
    await until('\r', /Password: $/);
    t.match(await until(`${account.password}\r`, /#$/), /% Invalid input[^]*34 bytes copied[^]*\nMerged#$/);
    await lab.pass(50);
    t.match(
      device.syslog.buffered.join('\n'),
      `%SYS-5-CONFIG_I: Configured from scp://${account.name}@${there}/${folder}/merged by console`,
    );
    await lab.configure('hostname Switch');
  });

  t.test('and says what it cannot do', async (t) => {
    const nothing = `scp://${account.name}@${there}/${folder}/nothing`;
    await until(`copy ${nothing} flash:\r`, /\? $/);
    await until('\r', /Password: $/);
    t.match(
      await until(`${account.password}\r`, /#$/),
      `\n%Error opening ${nothing} (No such file or directory)\n`,
    );
    await until(`copy ${nothing} flash:\r`, /\? $/);
    let seen = await until('\r', /Password: $/);
    for (let tries = 0; tries < 6 && !seen.endsWith('#'); tries += 1)
      seen = await until('Wrong1\r', /Password: $|#$/);
    t.match(seen, `\n%Error opening ${nothing} (Permission denied)\n`);
    const elsewhere = `scp://${account.name}@203.0.113.9/x`;
    await until(`copy ${elsewhere} flash:\r`, /\? $/);
    t.match(await until('\r', /#$/), `%Error opening ${elsewhere} (Destination unreachable)\n`);
    const closed = `scp://${account.name}@${there}/${folder}/none/x`;
    await until(`copy flash:f-1 ${closed}\r`, /\? $/);
    await until('\r', /\? $/);
    await until('\r', /\? $/);
    await until('\r', /Password: $/);
    t.match(
      await until(`${account.password}\r`, /#$/),
      `%Error writing ${closed} (No such file or directory)\n`,
    );
    t.notOk(readdirSync(folder).includes('none'));
    t.match(await until('copy flash:nothing scp:\r', /\? $/), /remote host/);
  });
});

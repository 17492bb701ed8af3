import { execa, execaSync } from 'execa';
import t from 'tap';
import { z } from 'zod';
import { profileFile, profileNames, readProfile } from '../../lab-topologies/load-profile.ts';
import { readySchema } from '../../protocols/lab-clock.ts';
import { start } from './a-process.ts';

/** A second opinion on what the switch offers: ssh-audit reads it, and must find what the profile of the release says. */

const { failed } = execaSync('ssh-audit', ['--help'], { reject: false });
const skip = failed ? 'ssh-audit is missing; on Debian: apt-get install ssh-audit' : false;

const names = z.array(z.string());
const audited = z.object({
  banner: z.object({ raw: z.string() }),
  compression: names,
  enc: names,
  mac: names,
  kex: z.array(z.object({ algorithm: z.string() })),
  key: z.array(z.object({ algorithm: z.string() })),
});

for (const name of profileNames()) {
  t.test(`as ${name}`, { skip }, async (t) => {
    const { facts } = readProfile(profileFile(name));
    const listed = (fact: string) => names.parse(facts[fact]?.value);
    const device = start(t, '--release', name, '--bind', '192.0.2.1:22=127.0.2.1:0');
    const { binds } = readySchema.parse(JSON.parse(await device.next()));
    const [host = '', port = ''] = binds['192.0.2.1:22']?.split(':') ?? [];
    // Its exit code tells of algorithms that are weak, and these are.
    const { stdout } = await execa('ssh-audit', ['--json', '--ssh2', '-p', port, host], { reject: false });
    const found = audited.parse(JSON.parse(stdout));
    t.equal(found.banner.raw, facts['ssh-ident']?.value);
    t.same(
      found.kex.map(({ algorithm }) => algorithm),
      listed('ssh-kex'),
    );
    t.same(
      found.key.map(({ algorithm }) => algorithm),
      // What is listed is offered where there is a key or a certificate for it: out of the box an RSA key.
      listed('ssh-host-key-algorithms').filter((algorithm) => /^(?:ssh-rsa$|rsa-sha2-)/.test(algorithm)),
    );
    t.same(found.enc, listed('ssh-ciphers'));
    t.same(found.mac, listed('ssh-macs'));
    t.same(found.compression, listed('ssh-compression'));
    device.child.stdin?.end();
    t.equal(await device.ended, 0, 'the switch is alive, and ends by itself');
  });
}

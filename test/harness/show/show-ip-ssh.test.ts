import t from 'tap';
import { parseShowIpSsh } from '../../../harness/show/show-ip-ssh.ts';
import { bodyDigest } from './facts.ts';
import { readsAllTranscripts } from './reads-all.ts';
import { facts } from './show-ip-ssh-facts.ts';

readsAllTranscripts({
  parse: parseShowIpSsh,
  command: /^show ip ssh$/,
  files: 15,
  facts,
  asFacts: ({ keys, ...shown }) => ({
    ...shown,
    keys: keys.map((key) => (key.body === undefined ? key : { ...key, body: bodyDigest(key.body) })),
  }),
});

t.test('the two lines of the guide', (t) => {
  const shown = parseShowIpSsh([
    'SSH Enabled - version 1.99',
    'Authentication timeout: 120 secs; Authentication retries: 3',
  ]);
  t.strictSame(shown, { enabled: true, version: '1.99', timeOut: 120, retries: 3, keys: [], unknown: [] });
  t.end();
});

t.test('a server that is not enabled, in both wordings', (t) => {
  t.match(parseShowIpSsh(['%SSH has not been enabled']), { enabled: false });
  t.match(
    parseShowIpSsh([
      'SSH Disabled - version 1.99',
      '%Please create RSA keys to enable SSH (and of atleast 768 bits for SSH v2).',
    ]),
    { enabled: false, version: '1.99', notice: /^%Please create RSA keys/ },
  );
  t.end();
});

t.test('a log line in the middle disturbs nothing', (t) => {
  const log = '3d06h: %SYS-5-CONFIG_I: Configured from console by console';
  const shown = parseShowIpSsh([
    'SSH Enabled - version 1.5',
    'MAC Algorithms:hmac-sha1,hmac-sha1-96',
    log,
    'Authentication timeout: 120 secs; Authentication retries: 3',
  ]);
  t.match(shown, {
    version: '1.5',
    macAlgorithms: ['hmac-sha1', 'hmac-sha1-96'],
    timeOut: 120,
    unknown: [log],
  });
  t.end();
});

t.test('a key name that the terminal broke', (t) => {
  const { keys } = parseShowIpSsh([
    'IOS Keys in SECSH format(ssh-rsa, base64 encoded): a-longer-name-of-a-switch.sit',
    'e.example.com',
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDLQ61TadewW6SdrPQ9mXjtNVdb5USKiUgCbkXijxTQ',
  ]);
  t.match(keys, [{ name: 'a-longer-name-of-a-switch.site.example.com', bits: 1024 }]);
  t.end();
});

t.test('a log line between the pieces of a broken list', (t) => {
  const log = '*Nov 22 10:59:46.603: %SYS-5-CONFIG_I: Configured from console by console';
  const shown = parseShowIpSsh([
    'Encryption ',
    log,
    'Algorithms:aes128-ctr,aes192-ctr,aes256-ctr,aes128-cbc,3des-cbc,aes192-cbc,aes25',
    log,
    '6-cbc',
    'MAC Algorithms:hmac-sha1,hmac-sha1-96',
  ]);
  t.same(shown.encryptionAlgorithms?.slice(4), ['3des-cbc', 'aes192-cbc', 'aes256-cbc']);
  t.same(shown.macAlgorithms, ['hmac-sha1', 'hmac-sha1-96']);
  t.same(shown.unknown, [log, log]);
  t.end();
});

t.test('a key name that the terminal put on a line of its own', (t) => {
  const { keys, unknown } = parseShowIpSsh([
    'IOS Keys in SECSH format(ssh-rsa, base64 encoded): ',
    'a-longer-name-of-a-switch.site.example.com',
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDLQ61TadewW6SdrPQ9mXjtNVdb5USKiUgCbkXijxTQ',
  ]);
  t.match(keys, [{ name: 'a-longer-name-of-a-switch.site.example.com', bits: 1024 }]);
  t.same(unknown, []);
  t.end();
});

t.test('the second key of newer releases', (t) => {
  const { keys } = parseShowIpSsh([
    'IOS Keys in SECSH format(ssh-rsa, base64 encoded): NONE',
    'IOS Keys in SECSH format(ecdsa-sha2-nistp256, base64 encoded): EC-KEY',
    'Key Size : 256 bits',
  ]);
  t.strictSame(keys, [
    { format: 'ssh-rsa', none: true },
    { format: 'ecdsa-sha2-nistp256', name: 'EC-KEY', bits: 256 },
  ]);
  t.end();
});

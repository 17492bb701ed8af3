import fs from 'node:fs';
import t from 'tap';
import { aSwitch } from '../a-switch.ts';

const dialog = `The name for the keys will be: Switch.example.com
Choose the size of the key modulus in the range of 512 to 4096 for your
  General Purpose Keys. Choosing a key modulus greater than 512 may take
  a few minutes.

How many bits in the modulus [512]: `;

t.test('the dialog, line by line', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  t.equal(
    await send('crypto key generate rsa'),
    'crypto key generate rsa\n% Please define a domain-name first.\nSwitch(config)#',
  );
  await send('ip domain-name example.com');
  t.equal(await send('crypto key generate rsa'), `crypto key generate rsa\n${dialog}`);
  t.equal(
    await send('100'),
    '100\n% A decimal number between 512 and 4096.\nHow many bits in the modulus [512]: ',
  );
  t.match(
    await send('1024'),
    /^1024\n% Generating 1024 bit RSA keys, keys will be non-exportable\.\.\.\n\[OK\] \(elapsed time was 2 seconds\)\n\nSwitch\(config\)#$/,
  );
  t.equal(device.keys.named('Switch.example.com')[0]?.privateKey.asymmetricKeyDetails?.modulusLength, 1024);
});

t.test('the dialog is that of crypto-key-generate-rsa--blog-3750x--1', async (t) => {
  const file = new URL(
    '../../../../shared/transcripts/crypto-key-generate-rsa--blog-3750x--1.txt',
    import.meta.url,
  );
  if (!fs.existsSync(file)) {
    t.comment('the transcripts are not here: skipped');
    return;
  }
  const real = fs.readFileSync(file, 'utf8').split('\n').slice(2, 6).join('\n');
  t.ok(dialog.includes(real.replace('360', '512')));
});

t.test('with a modulus nothing is asked; an existing pair is replaced', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  t.match(
    await send('crypto key generate rsa label KEYS modulus 768'),
    /^crypto key .*\nThe name for the keys will be: KEYS\n\n% The key modulus size is 768 bits\n% Generating 768 bit RSA keys, keys will be non-exportable\.\.\.\n\[OK\] \(elapsed time was \d seconds\)\n\nSwitch\(config\)#$/,
  );
  const [first] = device.keys.named('KEYS');
  t.match(
    await send('crypto key generate rsa modulus 768 exportable label KEYS'),
    /\n% You already have RSA keys defined named KEYS\.\n% They will be replaced\.\n\n% The key modulus size is 768 bits\n% Generating 768 bit RSA keys, keys will be exportable\.\.\.\n/,
  );
  t.not(device.keys.named('KEYS')[0]?.privateKey, first?.privateKey);
  t.equal(device.keys.named('KEYS').length, 1);
});

t.test('an existing pair is replaced only after yes', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  await send('crypto key generate rsa label K modulus 512');
  const [first] = device.keys.named('K');
  t.equal(
    await send('crypto key generate rsa label K'),
    'crypto key generate rsa label K\n% You already have RSA keys defined named K.\n% Do you really want to replace them? [yes/no]: ',
  );
  t.match(
    await send('maybe'),
    "% Please answer 'yes' or 'no'.\n% Do you really want to replace them? [yes/no]: ",
  );
  t.equal(await send('no'), 'no\nSwitch(config)#');
  t.equal(device.keys.named('K')[0], first);
  await send('crypto key generate rsa label K');
  t.match(await send('yes'), /^yes\nChoose the size/);
  await send('');
  t.not(device.keys.named('K')[0], first);
});

t.test('usage keys are two pairs, each asked for', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  t.match(await send('crypto key generate rsa usage-keys label U'), '  Signature Keys. Choosing');
  t.match(await send('512'), '  Encryption Keys. Choosing');
  t.match(
    await send('640'),
    /Generating 512 bit RSA keys.*\n\[OK\].*\n% Generating 640 bit RSA keys.*\n\[OK\]/,
  );
  t.same(
    device.keys.named('U').map(({ usage, modulusBits }) => [usage, modulusBits]),
    [
      ['Signature Key', 512],
      ['Encryption Key', 640],
    ],
  );
});

t.test('making 4096 bits takes the switch 113 seconds of its time, and a jump gets there', async (t) => {
  const { send, clock } = await aSwitch({ at: 'config' });
  const before = clock.now();
  t.match(
    await send('crypto key generate rsa label BIG modulus 2048'),
    /\[OK\] \(elapsed time was 14 seconds\)/,
  );
  t.ok(clock.now() - before > 14_000);
});

t.test('SSH goes down and up with its key, and the log says so', async (t) => {
  const { send, pass } = await aSwitch({ at: 'config' });
  t.match(
    await send('crypto key zeroize rsa'),
    /\n% All keys will be removed\.\n% All router certs issued using these keys will also be removed\.\nDo you really want to remove these keys\? \[yes\/no\]: $/,
  );
  await send('yes');
  t.match(await pass(100), /\n\*.*: %SSH-5-DISABLED: SSH 1\.99 has been disabled$/);
  t.match(
    await send('do show ip ssh'),
    'SSH Disabled - version 1.99\n%Please create RSA keys to enable SSH (and of atleast 768 bits for SSH v2).\n',
  );
  t.match(await send('ip ssh version 2'), '\nPlease create RSA keys to enable SSH (and of atleast 768 bits');
  await send('no ip ssh version');
  await send('ip domain-name example.com');
  await send('crypto key generate rsa modulus 1024');
  t.match(await pass(100), /%SSH-5-ENABLED: SSH 1\.99 has been enabled$/);
  t.match(await send('do show ip ssh'), 'SSH Enabled - version 1.99');
  t.match(await send('crypto key zeroize rsa NONE'), '% No RSA Keys found');
  t.match(
    await send('crypto key zeroize rsa Switch.example.com'),
    "% Keys to be removed are named 'Switch.example.com'.",
  );
  await send('y');
  t.match(await send('do show ip ssh'), 'SSH Disabled');
});

t.test('a key too short for version 2 serves version 1 only', async (t) => {
  const { send } = await aSwitch({ at: 'config' });
  await send('ip domain-name example.com');
  await send('crypto key generate rsa modulus 512');
  t.match(await send('do show ip ssh'), 'SSH Enabled - version 1.5');
});

t.test('show crypto key mypubkey rsa prints the real public key', async (t) => {
  const { send, device } = await aSwitch();
  await send('terminal length 0');
  const shown = await send('show crypto key mypubkey rsa');
  t.match(
    shown,
    /% Key pair was generated at: \d\d:\d\d:\d\d UTC \w{3} \d+ \d{4}\nKey name: TP-self-signed-\d+\nKey type: RSA KEYS\n Storage Device: private-config\n Usage: General Purpose Key\n Key is not exportable\. Redundancy enabled\.\n Key Data:\n {2}30819F30 0D06092A /,
  );
  const hex = (shown.split('Key Data:\n')[1] ?? '').replace(/\w+#$/, '').replaceAll(/\s/g, '');
  const key = device.keys.all[0]?.privateKey;
  t.ok(key);
  t.match(hex, /^30819F.*020301 ?0001$/);
});

t.test('without a label host name and domain are wanted, and Router is no name', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  const asked = (lines: string) => `crypto key generate rsa\n${lines}\n`;
  await send('hostname Router');
  const router = asked('% Please define a hostname other than Router.');
  t.match(await send('crypto key generate rsa'), router);
  await send('ip domain-name example.com');
  t.match(await send('crypto key generate rsa'), router);
  await send('no ip domain-name');
  await send('hostname other');
  t.match(await send('crypto key generate rsa'), asked('% Please define a domain-name first.'));
  t.same(
    device.keys.all.map(({ name }) => name).filter((name) => !name.startsWith('TP-')),
    [],
  );
  t.match(await send('crypto key generate rsa label K modulus 512'), 'The name for the keys will be: K');
});

t.test('SSH serves with the pair that is named, else with the first that somebody made', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  const serving = () => device.ssh.key?.name;
  t.match(serving(), /^TP-self-signed-/, 'from the factory');
  await send('crypto key generate rsa usage-keys label first modulus 768');
  t.equal(serving(), 'first');
  t.equal(device.ssh.key?.usage, 'Signature Key');
  await send('hostname cisco7200');
  await send('ip domain-name example.com');
  await send('crypto key generate rsa modulus 768');
  t.equal(serving(), 'first', 'a later one changes nothing, whatever its name');
  await send('ip ssh rsa keypair-name third');
  t.equal(serving(), undefined);
  await send('crypto key generate rsa label third modulus 768');
  t.equal(serving(), 'third');
  await send('no ip ssh rsa keypair-name');
  await send('crypto key zeroize rsa first');
  await send('yes');
  t.equal(serving(), 'cisco7200.example.com');
});

t.test('a certificate that went with its key is made again by enrolling', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  const [key] = device.keys.all;
  const name = key?.name ?? '';
  const chain = `crypto pki certificate chain ${name}\n certificate self-signed 01\n`;
  t.match(device.runningConfig(), chain);
  await send('crypto key zeroize rsa');
  await send('yes');
  t.notMatch(device.runningConfig(), chain);
  await send(`crypto key generate rsa general-keys label ${name} modulus 1024`);
  t.match(
    await send(`crypto pki enroll ${name}`),
    /% Include the router serial number in the subject name\? \[yes\/no\]: $/,
  );
  t.match(await send('no'), /% Include an IP address in the subject name\? \[no\]: $/);
  t.match(await send(''), /Generate Self Signed Router Certificate\? \[yes\/no\]: $/);
  t.match(await send('yes'), 'Router Self Signed Certificate successfully created');
  t.match(device.runningConfig(), chain);
  t.match(await send('crypto pki enroll other'), "% CA 'other' not found");
});

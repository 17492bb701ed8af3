import { createHash, generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import { sshPublicBlob } from '../../../virtual-switch/keys/key-store.ts';
import { aSwitch } from '../a-switch.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const blob = sshPublicBlob(privateKey);
const hash = createHash('md5').update(blob).digest('hex').toUpperCase();

t.test('the modes of ip ssh pubkey-chain, and what is kept of a key', async (t) => {
  const { send, device } = await aSwitch({ at: 'config' });
  t.match(await send('ip ssh pubkey-chain'), /\(conf-ssh-pubkey\)#$/);
  t.match(await send('username anna'), /\(conf-ssh-pubkey-user\)#$/);
  t.match(await send('key-string'), /\(conf-ssh-pubkey-data\)#$/);
  const text = blob.toString('base64');
  for (let at = 0; at < text.length; at += 72) await send(text.slice(at, at + 72));
  t.match(await send('exit'), /\(conf-ssh-pubkey-user\)#$/);
  await send('exit');
  await send('server 192.0.2.9');
  t.match(await send('key-hash ssh-rsa 00112233445566778899aabbccddeeff'), /\(conf-ssh-pubkey-server\)#$/);
  await send('end');
  const shown = `ip ssh pubkey-chain
  username anna
   key-hash ssh-rsa ${hash}
  server 192.0.2.9
   key-hash ssh-rsa 00112233445566778899AABBCCDDEEFF
`;
  t.match(device.runningConfig(), shown);
  const saved = device.runningConfig();
  const again = await aSwitch({ startup: saved.slice(saved.indexOf('!')) });
  t.match(again.device.runningConfig(), shown, 'and it is read again');
  await send('configure terminal');
  await send('no ip ssh pubkey-chain');
  t.notMatch(device.runningConfig(), 'pubkey-chain');
});

t.test('what is no key is refused', async (t) => {
  const { send } = await aSwitch({ at: 'config' });
  for (const line of ['ip ssh pubkey-chain', 'username anna', 'key-string', 'AAAAnokey']) await send(line);
  t.match(await send('exit'), '%SSH: Failed to decode the Key Value');
});

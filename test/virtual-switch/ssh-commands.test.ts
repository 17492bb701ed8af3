import t from 'tap';
import { aSwitch } from './a-switch.ts';

/** The words that `?` offers after a beginning. */
function offered(help: string): string[] {
  return help.split('\n').flatMap((text) => /^ {2}(\S+)/.exec(text)?.[1] ?? []);
}

t.test('help in configuration', async (t) => {
  const { send, keys } = await aSwitch({ at: 'config' });
  const ask = async (text: string) => {
    const help = await keys(`${text}?`);
    await keys('\x15');
    return help;
  };
  const ssh = offered(await ask('ip ssh '));
  for (const word of [
    'authentication-retries',
    'dh',
    'pubkey-chain',
    'rsa',
    'stricthostkeycheck',
    'time-out',
    'version',
  ]) {
    t.ok(ssh.includes(word), `ip ssh ${word}`);
  }
  t.match(await ask('ip ssh version '), '  <1-2>  Protocol version\n\nSwitch(config)#ip ssh version ');
  t.same(offered(await ask('ip ssh dh ')), ['min']);
  t.same(offered(await ask('ip ssh rsa ')), ['keypair-name']);
  t.ok(offered(await ask('ip scp ')).includes('server'));
  t.equal(await send('ip scp server enable'), 'ip scp server enable\nSwitch(config)#');
  await send('ip ssh stricthostkeycheck');
  t.match(
    await send('do show running-config | include scp|strict'),
    /\nip ssh stricthostkeycheck\nip scp server enable\n/,
  );
});

t.test('help of the client, whose options come in any order, each once', async (t) => {
  const { send, keys } = await aSwitch();
  const ask = async (text: string) => {
    const help = await keys(`${text}?`);
    await keys('\x15');
    return offered(help);
  };
  t.same(await ask('ssh '), ['WORD', '-c', '-l', '-m', '-o', '-p', '-v', '-vrf']);
  t.same(await ask('ssh -l lab -vrf Mgmt-vrf '), ['WORD', '-c', '-m', '-o', '-p', '-v']);
  t.same(await ask('ssh -v '), ['1', '2']);
  t.ok((await ask('ssh -c ')).includes('aes128-ctr'));
  t.same(await ask('ssh -o '), ['numberofpasswordprompts']);
  const guide = 'ssh -v 2 -c aes256-cbc -m hmac-sha1-160 -l shaship 10.76.82.24';
  t.equal(await send(guide), `${guide}\n% Destination unreachable; gateway or host down\nSwitch#`);
  t.match(await send('ssh -l lab'), '% Incomplete command.');
  t.match(await send('ssh -x 10.0.0.1'), "% Invalid input detected at '^' marker.");
});

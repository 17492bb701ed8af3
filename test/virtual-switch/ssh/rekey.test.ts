import { createHash } from 'node:crypto';
import t, { type Test } from 'tap';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { aSwitch } from '../a-switch.ts';
import { lab as withDriver } from './driver-lab.ts';
import { ciphers, exchanges, FakeHost, hostKey, user } from './fake-host.ts';
import { OpenSsh, twoAtOnce, whyNoOpenSsh } from './openssh.ts';
import { Plink, whyNoPlink } from './plink.ts';

/** New keys for running sessions: what was sent must arrive as it was sent, however often keys change meanwhile. */

t.setTimeout(120_000);

const { password } = user;
const noOpenSsh = whyNoOpenSsh();
const noPlink = whyNoPlink();

/** No two pieces of it are alike, so that what is lost, doubled or moved changes its sum. */
function payload(bytes: number): string {
  const lines: string[] = [];
  for (let length = 0, number = 0; length < bytes; number += 1) {
    const line = `${number} ${createHash('sha1').update(String(number)).digest('hex')}\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join('');
}

const sum = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');

async function lab(t: Test, settings: ConstructorParameters<typeof FakeHost>[0]) {
  const host = new FakeHost(settings);
  const service = { address: '192.0.2.1', port: 22 };
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  const ssh = new OpenSsh(server);
  const plink = new Plink(server, hostKey);
  t.teardown(async () => {
    await server.close();
    ssh.remove();
    plink.remove();
  });
  return { host, ssh, plink, server };
}

const output = payload(400_000);
/** More than OpenSSH's window of 2 MB: it cannot all be on its way before the client has its say. */
const longOutput = payload(2_500_000);
/** Packets of OpenSSH's size are 32 kB, so that 100 kB are four of them. */
const between = (made: number, least: number, most: number): boolean => made >= least && made <= most;

t.test('OpenSSH: every 100 kB, with each cipher and key exchange', { skip: noOpenSsh }, async (t) => {
  const { host, ssh } = await lab(t, { rekey: { kilobytes: 100 } });
  host.output = () => output;
  const logins = ciphers.flatMap((cipher) => exchanges.map((kex) => ({ cipher, kex })));
  await twoAtOnce(logins, async ({ cipher, kex }) => {
    const options = [`Ciphers=${cipher}`, `KexAlgorithms=${kex}`];
    const run = await ssh.run({ password, options, flags: ['-v'] }, 'show tech-support');
    const made = run.stderr.match(/SSH2_MSG_NEWKEYS received/g)?.length ?? 0;
    t.ok(between(made, 4, 5), `${cipher} ${kex}: ${made} exchanges`);
    t.equal(sum(run.stdout), sum(output.trimEnd()), 'and the output is the same');
    t.equal(run.exitCode, 0);
  });
  await host.until(() => host.linesTaken === 0);
  t.equal(host.clock.timers, 0);
  t.equal(host.clock.busyCount, 0);
});

t.test('OpenSSH: begun by the client, and by both', { skip: noOpenSsh }, async (t) => {
  // 30: after each packet of 32 kB
  for (const kilobytes of [undefined, 30, 64]) {
    const { host, ssh } = await lab(t, kilobytes === undefined ? {} : { rekey: { kilobytes } });
    const sent = kilobytes === undefined ? longOutput : output;
    host.output = () => sent;
    await twoAtOnce(exchanges, async (kex) => {
      const options = ['RekeyLimit=64K', `KexAlgorithms=${kex}`];
      const run = await ssh.run({ password, options, flags: ['-v'] }, 'show tech-support');
      const made = run.stderr.match(/SSH2_MSG_NEWKEYS received/g)?.length ?? 0;
      t.ok(
        made > (kilobytes === undefined ? 1 : 4),
        `${kex}, the switch ${kilobytes ?? 'never'}: ${made} exchanges`,
      );
      t.equal(sum(run.stdout), sum(sent.trimEnd()), 'and the output is the same');
      t.equal(run.exitCode, 0);
    });
  }
});

t.test('OpenSSH: what comes in counts too, and arrives as it was sent', { skip: noOpenSsh }, async (t) => {
  for (const rekey of [{ kilobytes: 100 }, {}]) {
    const { host, ssh } = await lab(t, { rekey });
    const received = createHash('sha256');
    let length = 0;
    host.openShell = (_line, _username, terminal) => {
      terminal.onInput((text) => {
        received.update(text, 'latin1');
        length += text.length;
        if (length === output.length) terminal.hangUp();
      });
    };
    const options = rekey.kilobytes === undefined ? ['RekeyLimit=64K'] : [];
    const run = await ssh.run({ password, options, flags: ['-v', '-T'], input: output });
    const made = run.stderr.match(/SSH2_MSG_NEWKEYS received/g)?.length ?? 0;
    // All that fits into ssh2's window of 2 MB is on its way before the client sees the first KEXINIT.
    t.ok(made >= 2, `${JSON.stringify(rekey)}: ${made} exchanges`);
    t.equal(received.digest('hex'), sum(output), 'and the input is the same');
  }
});

t.test('plink: every 100 kB, with each key exchange', { skip: noPlink }, async (t) => {
  const { host, plink } = await lab(t, { rekey: { kilobytes: 100 } });
  host.output = () => output;
  for (const cipher of ['aes', '3des']) {
    for (const kex of ['dh-gex-sha1', 'dh-group14-sha1', 'dh-group1-sha1']) {
      const run = await plink.run({ password, cipher, kex }, 'show tech-support');
      const made = run.stderr.match(/Initialised .* outbound encryption/g)?.length ?? 0;
      t.ok(between(made, 4, 30), `${cipher} ${kex}: ${made} exchanges`);
      t.equal(sum(run.stdout), sum(output.trimEnd()), 'and the output is the same');
      t.equal(run.exitCode, 0);
    }
  }
});

t.test('plink: begun by the client, and by both', { skip: noPlink }, async (t) => {
  for (const rekey of [{}, { kilobytes: 100 }]) {
    const { host, plink } = await lab(t, { rekey });
    host.output = () => output;
    const how = { password, cipher: 'aes', kex: 'dh-group14-sha1', rekeyBytes: 100_000 };
    const run = await plink.run(how, 'show tech-support');
    t.match(run.stderr, 'key re-exchange');
    t.equal(sum(run.stdout), sum(output.trimEnd()), 'the output is the same');
    t.equal(run.exitCode, 0);
  }
});

t.test('our own client: counted, and by whom', async (t) => {
  const { host, client, clock } = await withDriver(t, { rekey: { kilobytes: 100 } });
  host.output = () => output;
  for (const kex of exchanges) {
    for (const cipher of ['aes128-ctr', '3des-cbc']) {
      const algorithms = { kex: [kex], cipher: [cipher] };
      const login = await client.call('login', { algorithms }, clock.in(5000));
      const session = login.observation.session ?? 0;
      const shown = await client.call('exec', { session, command: 'show' }, clock.in(20_000));
      t.equal(sum(shown.observation.output), sum(output), `${kex} ${cipher}: unaltered`);
      const { observation } = await client.call('key-exchanges', { session }, clock.in(5000));
      t.ok(between(observation.count, 4, 5), `${observation.count} exchanges`);
      t.equal(observation.startedByServer, observation.count - 1);
    }
  }
});

t.test('after so many minutes, on the clock of the switch', async (t) => {
  const { host, client, clock } = await withDriver(t, { rekey: { minutes: 10 } });
  const login = await client.call('login', {}, clock.in(5000));
  const session = login.observation.session ?? 0;
  const shell = await client.call('shell', { session }, clock.in(5000));
  t.match(shell.observation, { prompt: 'Switch>' });
  const count = async (atLeast: number) =>
    (await client.call('key-exchanges', { session, atLeast }, clock.in(atLeast === 0 ? 0 : 5000)))
      .observation;
  host.clock.advance(599_999);
  t.match(await count(0), { count: 1, startedByServer: 0 });
  host.clock.advance(1);
  t.match(await count(2), { count: 2, startedByServer: 1 });
  while (host.clock.busyCount > 0) await clock.wait(5);
  const shown = await client.call('shell.execute', { session, command: 'show clock' }, clock.in(5000));
  t.same(
    shown.observation.lines.map(({ text }) => text),
    ['ran show clock'],
    'and it goes on',
  );
  host.clock.advance(600_000);
  t.match(await count(3), { count: 3, startedByServer: 2 });
});

t.test('whichever comes first; each exchange begins both anew', async (t) => {
  const { host, client, clock } = await withDriver(t, { rekey: { minutes: 10, kilobytes: 100 } });
  const login = await client.call('login', {}, clock.in(5000));
  const session = login.observation.session ?? 0;
  await client.call('shell', { session }, clock.in(5000));
  const count = async (atLeast: number) =>
    (await client.call('key-exchanges', { session, atLeast }, clock.in(atLeast === 0 ? 0 : 5000))).observation
      .count;
  host.clock.advance(500_000);
  host.output = (command) => (command === 'show' ? `${'x'.repeat(70)}\r\n`.repeat(1500) : '');
  await client.call('shell.execute', { session, command: 'show' }, clock.in(5000));
  t.equal(await count(2), 2, 'by volume');
  host.clock.advance(500_000);
  t.equal(await count(0), 2, 'the time counts from there');
  host.clock.advance(100_000);
  t.equal(await count(3), 3);
});

t.test('a client that does not answer is given up as at its first keys', async (t) => {
  const { host, client, clock } = await withDriver(t, { rekey: { minutes: 10 }, timeOutSeconds: 30 });
  const login = await client.call('login', {}, clock.in(5000));
  const session = login.observation.session ?? 0;
  await client.call('shell', { session }, clock.in(5000));
  const [terminal] = host.terminals;
  // In one turn: the answer to the KEXINIT cannot be there yet.
  host.clock.advance(600_000);
  terminal?.hangUp();
  host.clock.advance(30_000);
  await host.until(() => host.linesTaken === 0);
  t.match((await client.call('ended', { session }, clock.in(5000))).observation, { end: { by: 'server' } });
  t.equal(host.clock.timers, 0);
});

t.test('the switch reads its thresholds from its configuration', async (t) => {
  const { device, send } = await aSwitch({ at: 'config' });
  await send('crypto key generate rsa label k modulus 1024');
  const thresholds = () => device.ssh.settings()?.rekey;
  t.same(thresholds(), {});
  await send('ip ssh rekey time 108');
  t.same(thresholds(), { minutes: 108 });
  await send('ip ssh rekey volume 100');
  t.same(thresholds(), { minutes: 108, kilobytes: 100 });
  await send('no ip ssh rekey time');
  t.same(thresholds(), { kilobytes: 100 });
  t.match(await send('ip ssh rekey volume 99'), 'Invalid input');
  t.match(await send('ip ssh rekey time 1441'), 'Invalid input');
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import { account, aServer } from '../ssh-client/a-server.ts';
import { aClientSwitch } from '../ssh-client/a-client-switch.ts';

const at = '198.51.100.20';
const nameServer = '198.51.100.53';

/** A name server that knows some names; what it was asked for is written down. */
async function aNameServer(t: Test, known: Readonly<Record<string, string>>, silent = false) {
  const host = '127.0.6.53';
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = question.readUInt8(at); length > 0; length = question.readUInt8(at)) {
      labels.push(question.subarray(at + 1, at + 1 + length).toString('latin1'));
      at += 1 + length;
    }
    const name = labels.join('.');
    asked.push(`${name} ${question.readUInt16BE(at + 1) === 1 ? 'A' : '?'}`);
    if (silent) return;
    const found = known[name];
    const answer = Buffer.concat([
      question,
      ...(found === undefined
        ? []
        : [
            // A pointer to the name of the question, type A, class IN, an hour, four bytes.
            Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0x0e, 0x10, 0, 4]),
            Buffer.from(found.split('.').map(Number)),
          ]),
    ]);
    answer.writeUInt16BE(found === undefined ? 0x8583 : 0x8580, 2);
    answer.writeUInt16BE(found === undefined ? 0 : 1, 6);
    socket.send(answer, port, address);
  });
  socket.bind(0, host);
  await once(socket, 'listening');
  t.teardown(() => socket.close());
  return { asked, server: { address: nameServer, service: 53, host, port: socket.address().port } };
}

t.test('names that are asked for', async (t) => {
  const server = await aServer(t);
  const names = await aNameServer(t, { 'server1.name1': at, 'www.example.com': at });
  const { command, configure } = await aClientSwitch(t, {
    servers: [{ address: at, ...server }, names.server],
    startup: `ip domain-name name1\nip domain-lookup\nip name-server ${nameServer}`,
  });
  const asked = () => names.asked.splice(0);

  t.match(
    await command('ssh -l lab server1 x', account.password),
    `Translating "server1"...domain server (${nameServer}) [OK]\nPassword: \nran x\n`,
  );
  t.same(asked(), ['server1.name1 A'], 'a short one is completed');
  t.match(await command('ssh -l lab www.example.com x', account.password), /ran x/);
  t.same(asked(), ['www.example.com A'], 'one with a dot is not');
  t.match(
    await command('ssh -l lab nobody'),
    /^Translating "nobody"\.\.\.domain server \(198\.51\.100\.53\)\n% Unknown command or computer name, or unable to find computer address\nSwitch#$/m,
  );
  t.same(asked(), ['nobody.name1 A']);
  await configure('no ip domain lookup');
  t.match(await command('ssh -l lab server1'), '% Unknown command or computer name, or unable to find');
  t.same(asked(), [], 'nothing without the lookup');
  await configure('ip domain lookup', 'ip host server1 198.51.100.20');
  t.notMatch(await command('ssh -l lab server1 x', account.password), /Translating/);
  t.same(asked(), [], 'nor where the switch knows it');
  t.equal(server.connections(), 3);
});

t.test('a name server that says nothing is asked three times', async (t) => {
  const names = await aNameServer(t, {}, true);
  const { command, clock } = await aClientSwitch(t, {
    servers: [names.server],
    startup: `ip domain-lookup\nip name-server ${nameServer}`,
    jumps: false,
  });
  const before = clock.now();
  const jumping = setInterval(() => void clock.advance(10_000), 5);
  t.match(await command('ssh -l lab server1'), /unable to find computer address/);
  clearInterval(jumping);
  t.equal(names.asked.length, 3);
  t.ok(clock.now() - before >= 9000);
});

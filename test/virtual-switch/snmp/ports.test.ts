import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { readySchema } from '../../../protocols/lab-clock.ts';
import { decodeMessage, encodeMessage } from '../../../virtual-switch/snmp/message.ts';

const main = fileURLToPath(new URL('../../../virtual-switch/main.ts', import.meta.url));

t.test('the process says where its agents listen, answers there, and leaves no port behind', async (t) => {
  const startup = 'hostname Agent\nsnmp-server community public ro\nend\n';
  const child = spawn(
    process.execPath,
    [
      ...[main, '--startup-config', join(t.testdir({ startup }), 'startup')],
      ...['--bind', '192.0.2.1:22=127.0.2.1:0', '--bind', '192.0.2.1:161=127.0.2.1:0'],
      ...['--bind', '198.51.100.1:161=127.0.4.1:0'],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'close');
  const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { binds } = readySchema.parse(JSON.parse(first));
  t.same(Object.keys(binds).sort(), ['192.0.2.1:161', '192.0.2.1:22', '198.51.100.1:161']);

  const socket = createSocket('udp4').bind(0, '127.0.5.10');
  t.teardown(() => socket.close());
  const varbinds = [{ oid: '1.3.6.1.2.1.1.5.0', value: { type: 'null' } as const }];
  for (const service of ['192.0.2.1:161', '198.51.100.1:161']) {
    const [host = '', port] = binds[service]?.split(':') ?? [];
    const pdu = { kind: 'get', requestId: 1, errorStatus: 0, errorIndex: 0, varbinds } as const;
    socket.send(encodeMessage({ version: 'v2c', community: 'public', pdu }), Number(port), host);
    const [answer, from] = (await once(socket, 'message')) as [Buffer, { address: string; port: number }];
    t.match(decodeMessage(answer).pdu.varbinds, [{ value: { type: 'text', value: 'Agent' } }]);
    t.same([from.address, from.port], [host, Number(port)], 'from the address that was asked');
  }

  child.stdin.end();
  t.same((await ended)[0], 0);
  for (const service of ['192.0.2.1:161', '198.51.100.1:161']) {
    const [host = '', port] = binds[service]?.split(':') ?? [];
    const again = createSocket('udp4').bind(Number(port), host);
    await once(again, 'listening');
    again.close();
  }
});

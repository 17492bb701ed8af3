import { createSocket } from 'node:dgram';
import { execa, execaSync } from 'execa';
import t, { type Test } from 'tap';
import { bindUdpPort } from '../../../drivers/aaa/udp-port.ts';
import { openSyslogListener } from '../../../drivers/syslog/syslog-listener.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { asker, clock } from '../ssh-server/a-server.ts';

const host = '127.0.6.51';

async function aListener(t: Test) {
  const tapes = new TestTapes();
  const socket = await bindUdpPort({ role: 'syslog-listener', host, port: 0 });
  const nameOf = (real: string): string => (real === '127.0.0.1' ? '198.51.100.1' : real);
  const pco = openSyslogListener({ socket, nameOf, openTape: tapes.open, clock });
  t.teardown(() => pco.close());
  const sender = createSocket('udp4');
  t.teardown(() => void sender.close());
  sender.bind(0, '127.0.0.1');
  const send = (text: string | Buffer) =>
    new Promise<void>((resolve) => sender.send(text, socket.port, host, () => resolve()));
  return { port: socket.port, send, call: asker(t, pco, tapes) };
}

t.test('messages as IOS sends them, and what is none', async (t) => {
  const { send, call } = await aListener(t);
  const { position } = await call('mark', null);
  await send('<191>45: *Mar  1 00:04:11.347: SSH0: starting SSH control process');
  await send('<189>46: *Mar  1 00:04:12.347: %SYS-5-CONFIG_I: Configured from console by console');
  await send(Buffer.from([0x3c, 0x30, 0x3e, 0xe9, 0x22]));
  for (const text of ['', 'no priority', '<192>too high', '<007>zeros']) await send(text);
  const { messages, lost } = await call('messages', { since: position, until: { count: 7 } });
  t.equal(lost, 0);
  t.match(messages, [
    { facility: 23, severity: 7, text: /^45: .*control process$/, client: { address: '198.51.100.1' } },
    { facility: 23, severity: 5 },
    { facility: 0, severity: 0, text: '\u00e9"' },
    ...['', 'no priority', '<192>too high', '<007>zeros'].map((text) => ({ malformed: /priority/, text })),
  ]);
});

t.test('it waits for a line of a severity, and no longer than it may', async (t) => {
  const { send, call } = await aListener(t);
  const { position } = await call('mark', null);
  const awaited = call('messages', { since: position, until: { pattern: '^2: SSH\\d: ', severity: 7 } });
  await send('<190>2: SSH0: informational');
  await send('<191>2: SSH0: starting');
  t.equal((await awaited).messages.length, 2);
  const late = await call('mark', null);
  t.strictSame(
    (await call('messages', { since: late.position, until: { pattern: 'x' } }, 0.05)).messages,
    [],
  );
});

t.test('a flood: what is not kept is counted', async (t) => {
  const { send, call } = await aListener(t);
  const { position } = await call('mark', null);
  for (let sent = 0; sent < 200; sent++) await send(`<191>${sent}: ${'x'.repeat(1000)}`);
  const { messages, lost } = await call('messages', { since: position });
  t.ok(lost > 0, `${lost} lost`);
  t.equal(messages.length + lost, 200);
});

const { failed } = execaSync('logger', ['--version'], { reject: false });

t.test('what logger of util-linux sends is read', { skip: failed && 'missing: logger' }, async (t) => {
  const { port, call } = await aListener(t);
  const { position } = await call('mark', null);
  const args = ['--rfc3164', '-d', '-n', host, '-P', String(port), '-p', 'local7.debug', 'hello there'];
  await execa('logger', args);
  const { messages } = await call('messages', { since: position, until: {} });
  t.match(messages, [{ facility: 23, severity: 7, text: /hello there/ }]);
});

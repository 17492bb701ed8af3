import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { Client, type ClientChannel } from 'ssh2';
import t from 'tap';
import { readySchema } from '../../../protocols/lab-clock.ts';
import { openConsole, start } from '../a-process.ts';

const startup = `hostname lab
ip domain-name lab.example
username boss privilege 15 secret Boss1
line vty 0 15
 login local
`;

t.test('reload over SSH: connections are reset, refused while it boots, and taken again', async (t) => {
  const file = path.join(t.testdir({ startup }), 'startup');
  const started = start(t, '--steered-clock', '--startup-config', file, '--bind', '192.0.2.1:22=127.0.2.1:0');
  const ready = readySchema.parse(JSON.parse(await started.next()));
  const [host = '', port = ''] = (ready.binds['192.0.2.1:22'] ?? '').split(':');
  const { port: serial, until } = await openConsole(ready.console);
  const atConsole = until(/Press RETURN to get started!/);
  let id = 0;
  const advance = async () => (await started.ask({ id: (id += 1), op: 'advance', ms: 1000 })).advanced ?? 0;
  const passUntil = async <T>(awaited: Promise<T>): Promise<T> => {
    const state = { over: false };
    void awaited.finally(() => (state.over = true)).catch(() => undefined);
    while (!state.over) await advance();
    return awaited;
  };
  await passUntil(atConsole);

  const idle = net.connect(Number(port), host);
  await once(idle, 'data');
  const client = new Client();
  client.connect({
    host,
    port: Number(port),
    username: 'boss',
    password: 'Boss1',
    algorithms: {
      kex: ['diffie-hellman-group14-sha1'],
      serverHostKey: ['ssh-rsa'],
      cipher: ['aes128-ctr'],
      hmac: ['hmac-sha1'],
    },
  });
  await once(client, 'ready');
  const shell = await new Promise<ClientChannel>((resolve, reject) =>
    client.shell((error, channel) => (error ? reject(error) : resolve(channel))),
  );
  let said = '';
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (pattern.test(said)) resolve();
      };
      shell.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        check();
      });
      check();
    });
  await passUntil(says(/lab#$/));
  shell.write('reload\r');
  await passUntil(says(/Proceed with reload\? \[confirm\]$/));
  t.match(said, 'Reload command is being issued on Active unit');
  const reset = once(client, 'error') as Promise<[Error & { code?: string }]>;
  const idleReset = once(idle, 'error').catch((error: unknown) => [error]) as Promise<
    [Error & { code?: string }]
  >;
  const onConsole = until(/%SYS-5-RELOAD: .*\r\n/);
  shell.write('\r');
  t.match(await passUntil(onConsole), /Reload requested by boss on vty1 \(127\.\d+\.\d+\.\d+\)\./);
  t.equal((await passUntil(reset))[0].code, 'ECONNRESET');
  t.equal((await passUntil(idleReset))[0].code, 'ECONNRESET');

  await passUntil(until(/Launching Linux Kernel/));
  const refused = net.connect(Number(port), host);
  const [error] = (await once(refused, 'error').catch((problem: unknown) => [problem])) as [
    { code?: string },
  ];
  t.equal(error.code, 'ECONNREFUSED');

  const back = until(/%SSH-5-ENABLED: SSH 1\.99 has been enabled/);
  t.match(await passUntil(back), 'Press RETURN to get started!');
  const again = net.connect(Number(port), host);
  const [ident] = (await passUntil(once(again, 'data'))) as [Buffer];
  t.match(ident.toString(), 'SSH-1.99-Cisco-1.25');
  again.destroy();
  const showUsers = until(/show users\r\n[^]*\r\nlab>/);
  serial.write('\rshow users\r');
  t.notMatch(await passUntil(showUsers), 'boss', 'nobody is left on a vty');
  const closed = once(serial, 'close');
  started.child.stdin?.end();
  t.equal(await started.ended, 0);
  await closed;
});

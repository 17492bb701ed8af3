import t from 'tap';
import type { DnsServerContract } from '../../bench/dns-server.ts';
import type { Json, PcoContract } from '../../bench/pco.ts';
import type { RecordedPco } from '../../bench/recorded.ts';
import type { SshServerHostContract } from '../../bench/ssh-server-host.ts';
import type { Sshv1ServerHostContract } from '../../bench/sshv1-server-host.ts';
import { dnsServer } from '../../harness/dns.ts';
import { sshServer } from '../../harness/ssh-server.ts';
import { sshv1Server } from '../../harness/sshv1-server.ts';

const deadline = (milliseconds: number) => ({ at: milliseconds });

/** Notes its calls as `op args @deadline`, and answers each with a place. */
function notedPco<Contract extends PcoContract>() {
  const calls: string[] = [];
  const pco = {
    name: 'noted',
    call: (op: string, args: Json, { at }: { at: number }) => {
      calls.push(`${op} ${JSON.stringify(args)} @${at / 1000}`);
      return Promise.resolve({ observation: { kind: 'mark', position: 7 }, spans: [], call: calls.length });
    },
  } as unknown as RecordedPco<Contract>;
  return { calls, pco };
}

t.test('a server that a step leaves listening is closed after it, once', async (t) => {
  for (const version of [2, 1] as const) {
    const { calls, pco } = notedPco<SshServerHostContract & Sshv1ServerHostContract>();
    const { server, closeIfOpen } = version === 2 ? sshServer(pco, deadline) : sshv1Server(pco, deadline);
    await closeIfOpen();
    t.strictSame(calls, [], 'none listened');
    t.equal(await server.listen(), 7);
    t.equal(await server.listen({ ident: 'SSH-1.99-x' }), 7);
    await server.send(1, 'hello');
    await server.end(1, 'exit', { status: 3 });
    await closeIfOpen();
    await closeIfOpen();
    t.strictSame(calls, [
      'listen {} @120',
      'listen {"ident":"SSH-1.99-x"} @120',
      'send {"connection":1,"text":"hello"} @120',
      'end {"connection":1,"how":"exit","status":3} @120',
      'close null @120',
    ]);
    await server.listen();
    await server.close();
    calls.length = 0;
    await closeIfOpen();
    t.strictSame(calls, [], 'the step closed it itself');
  }
});

t.test('waiting has a limit, which the step may choose', async (t) => {
  const { calls, pco } = notedPco<SshServerHostContract>();
  const { server } = sshServer(pco, deadline);
  await server.connections(await server.mark());
  await server.connections(7, { phase: 'session', count: 2 }, 30);
  await server.makeKey('other');
  await server.rekey(1);
  t.strictSame(calls, [
    'mark null @120',
    'connections {"since":7} @120',
    'connections {"since":7,"until":{"phase":"session","count":2}} @30',
    'make-key {"name":"other","bits":2048} @120',
    'rekey {"connection":1} @120',
  ]);
});

t.test('the DNS server forgets what a step told it', async (t) => {
  const { calls, pco } = notedPco<DnsServerContract>();
  const { dns, forget } = dnsServer(pco, deadline);
  await forget();
  t.strictSame(calls, []);
  const since = await dns.answer({ records: { host: ['198.51.100.20'] } });
  await dns.queries(since, { name: 'host' });
  await forget();
  await forget();
  t.strictSame(calls, [
    'answer {"records":{"host":["198.51.100.20"]}} @120',
    'queries {"since":7,"until":{"name":"host"}} @120',
    'answer {} @120',
  ]);
});

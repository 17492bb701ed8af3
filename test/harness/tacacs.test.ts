import t from 'tap';
import type { OtpServerContract } from '../../bench/otp-server.ts';
import type { Json, PcoContract } from '../../bench/pco.ts';
import type { RadiusServerContract } from '../../bench/radius-server.ts';
import type { RecordedPco } from '../../bench/recorded.ts';
import type { SyslogListenerContract } from '../../bench/syslog-listener.ts';
import type { TacacsServerContract } from '../../bench/tacacs-server.ts';
import { oneTimePasswords } from '../../harness/one-time-passwords.ts';
import { radiusServer } from '../../harness/radius.ts';
import { syslogListener } from '../../harness/syslog.ts';
import { tacacsServer } from '../../harness/tacacs.ts';

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

t.test('a TACACS+ server that a step leaves listening is closed after it, once', async (t) => {
  const { calls, pco } = notedPco<TacacsServerContract>();
  const { server, closeIfOpen } = tacacsServer(pco, deadline);
  await closeIfOpen();
  t.strictSame(calls, [], 'none listened');
  t.equal(await server.listen({ key: 'k', door: 9000 }), 7);
  await server.exchanges(await server.mark());
  await server.exchanges(7, { kind: 'authorization' }, 30);
  await server.stored('user1', ['a'], 9000);
  await server.close(49);
  await closeIfOpen();
  await closeIfOpen();
  t.strictSame(calls, [
    'listen {"key":"k","door":9000} @120',
    'mark null @120',
    'exchanges {"since":7} @120',
    'exchanges {"since":7,"until":{"kind":"authorization"}} @30',
    'stored {"username":"user1","among":["a"],"door":9000} @120',
    'close {"door":49} @120',
    'close {} @120',
  ]);
});

t.test('a RADIUS server answers no more after a step', async (t) => {
  const { calls, pco } = notedPco<RadiusServerContract>();
  const { server, closeIfOpen } = radiusServer(pco, deadline);
  await closeIfOpen();
  t.equal(await server.listen({ secret: 's' }), 7);
  await server.requests(await server.mark(), { user: 'user1' });
  await server.stored('user1', ['a']);
  await closeIfOpen();
  await server.listen({ secret: 's' });
  await server.close();
  await closeIfOpen();
  t.strictSame(calls, [
    'listen {"secret":"s"} @120',
    'mark null @120',
    'requests {"since":7,"until":{"user":"user1"}} @120',
    'stored {"username":"user1","among":["a"]} @120',
    'close {} @120',
    'listen {"secret":"s"} @120',
    'close {} @120',
  ]);
});

t.test('syslog and one-time passwords', async (t) => {
  const { calls, pco } = notedPco<SyslogListenerContract & OtpServerContract>();
  const syslog = syslogListener(pco, deadline);
  await syslog.messages(await syslog.mark(), { severity: 7 }, 5);
  await oneTimePasswords(pco, deadline).challenge('token');
  t.strictSame(calls, [
    'mark null @120',
    'messages {"since":7,"until":{"severity":7}} @5',
    'challenge {"form":"token"} @120',
  ]);
});

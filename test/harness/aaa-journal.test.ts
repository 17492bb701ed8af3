import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import type { RoleContracts } from '../../bench/bench.ts';
import type { Json, Pco } from '../../bench/pco.ts';
import { radiusDoors } from '../../bench/radius-server.ts';
import { Secret } from '../../bench/secret.ts';
import { tacacsDoors } from '../../bench/tacacs-server.ts';
import { openRadiusServer, type RadiusPorts } from '../../drivers/aaa/radius-server.ts';
import { openTacacsServer } from '../../drivers/aaa/tacacs-server.ts';
import { bindTcpDoor, type TcpDoor } from '../../drivers/aaa/tcp-door.ts';
import { bindUdpPort } from '../../drivers/aaa/udp-port.ts';
import { derivations } from '../../harness/derive.ts';
import { radiusServer } from '../../harness/radius.ts';
import { recordBench } from '../../harness/recording.ts';
import { tacacsServer } from '../../harness/tacacs.ts';
import type { EventOf, JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { formsOf } from '../../journal/secret-forms.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { textAttribute } from '../../protocols/radius/attributes.ts';
import { writeAccessRequest } from '../../protocols/radius/authenticity.ts';
import { attribute, code } from '../../protocols/radius/numbers.ts';
import { hidePassword } from '../../protocols/radius/password.ts';
import { Client } from '../drivers/aaa/a-tacacs-server.ts';
import { TestClock } from '../drivers/ssh/fake-bench.ts';
import { fakeBench } from './fake-bench.ts';

/** The AAA servers as a run has them: each call and each fact in a journal. */

const host = '127.0.6.49';
const key = new Secret('tacacs-key', 'Gk3mKeyForTests1');
const shared = new Secret('radius-secret', 'Hk3mKeyForTests2');
const password = new Secret('cisco', 'Pk3mWordForTest3');
const next = new Secret('cisco123', 'Qk3mWordForTest4');
const wrong = new Secret('wrong', 'Rk3mWordForTest5');
const secrets = [key, shared, password, next, wrong];
/** Somebody types it who is no suite: no redactor knows it. */
const stranger = 'Sk3mWordForTest6';

async function aRun(t: Test) {
  const redactor = createRedactor();
  const journal = memoryJournal({ redactor });
  const openTape = journalTapes(journal, redactor);
  const common = { nameOf: (real: string) => real, openTape, clock: new TestClock() };
  const tcp = await Promise.all(
    tacacsDoors.map(async (door) => {
      const port = await bindTcpDoor({ role: 'tacacs-server', host, port: 0 });
      return [door, port] as const;
    }),
  );
  const udp = await Promise.all(
    radiusDoors.map(async (door) => {
      const bind = () => bindUdpPort({ role: 'radius-server', host, port: 0 });
      const ports: RadiusPorts = { authentication: await bind(), accounting: await bind() };
      return [door, ports] as const;
    }),
  );
  const tcpDoors = Object.fromEntries(tcp) as Record<(typeof tacacsDoors)[number], TcpDoor>;
  const udpDoors = Object.fromEntries(udp) as Record<(typeof radiusDoors)[number], RadiusPorts>;
  const pcos: Partial<{ [Role in keyof RoleContracts]: Pco<RoleContracts[Role]> }> = {
    'tacacs-server': openTacacsServer({ ...common, doors: tcpDoors, address: '198.51.100.49' }),
    'radius-server': openRadiusServer({ ...common, doors: udpDoors }),
  };
  t.teardown(() => Promise.all(Object.values(pcos).map((pco) => pco.close())));
  const pco = <Role extends keyof RoleContracts>(role: Role) => pcos[role];
  const answer = () => Promise.reject(new Error('nobody else is asked'));
  const bench = recordBench(fakeBench({ secrets, answer, differences: { pco } }), journal, redactor);
  const deadline = (milliseconds: number) => common.clock.in(milliseconds);
  const [tacacs, radius] = [bench.pco('tacacs-server'), bench.pco('radius-server')];
  if (tacacs === undefined || radius === undefined) throw new Error('no servers');
  return {
    journal,
    tacacs: tacacsServer(tacacs, deadline).server,
    radius: radiusServer(radius, deadline).server,
    tacacsPort: tcpDoors[49].port,
    radiusPort: udpDoors[1812].authentication.port,
  };
}

t.test(
  'an exchange of each protocol: no secret in the journal, and the auditor reads the same',
  async (t) => {
    const { journal, tacacs, radius, tacacsPort, radiusPort } = await aRun(t);
    const accounts = [{ username: 'cisco', password: password.reveal() }];
    const since = await tacacs.listen({ key: key.reveal(), accounts });
    const client = () => new Client({ port: tacacsPort, key: key.reveal() });
    for (const typed of [password.reveal(), wrong.reveal(), stranger]) await client().login('cisco', typed);
    const { observation } = await tacacs.exchanges(since, { count: 3 }, 5);
    t.strictSame(
      observation.exchanges.map(({ prompts }) => prompts[0]?.answer),
      ['right', 'wrong', 'wrong'],
    );
    await tacacs.stored('cisco', [password.reveal(), next.reveal()]);
    const asked = await radius.listen({ secret: shared.reveal(), accounts });
    const socket = createSocket('udp4');
    t.teardown(() => void socket.close());
    for (const typed of [password.reveal(), wrong.reveal(), stranger]) {
      const authenticator = Buffer.from(`a nonce of 16 ${typed.slice(-2)}`);
      const value = hidePassword(typed, authenticator, shared.reveal());
      const attributes = [
        textAttribute(attribute.userName, 'cisco'),
        { type: attribute.userPassword, value },
      ];
      const bytes = writeAccessRequest(
        {
          code: code.accessRequest,
          identifier: 1,
          attributes,
          secret: shared.reveal(),
          messageAuthenticator: true,
        },
        authenticator,
      );
      const came = once(socket, 'message');
      socket.send(bytes, radiusPort, host);
      await came;
    }
    const requests = (await radius.requests(asked, { count: 3 }, 5)).observation.requests;
    t.strictSame(
      requests.map((request) => request.password),
      ['right', 'wrong', 'wrong'],
    );
    journal.close();

    const text = journal.events.map((event) => JSON.stringify(event)).join('\n');
    t.ok(text.includes('<tacacs-key>') && text.includes('<radius-secret>'), 'their masks stand there');
    for (const secret of [...secrets, new Secret('stranger', stranger)]) {
      for (const form of formsOf(secret)) t.notOk(text.includes(form), `${secret.name} as ${form}`);
    }
    const returns = eventsOf(journal.events, 'return').filter(({ spans }) => spans.length > 0);
    t.equal(returns.length, 3);
    for (const { observation: recorded, spans } of returns) {
      const { kind } = recorded as { kind: string };
      const read = spans.map((span) => ({
        ...span,
        text: tapeOf(journal.events, span.pco).slice(span.from, span.to),
      }));
      const derived = derivations[kind]?.({ op: '', args: null, observation: recorded as Json, spans: read });
      t.same(JSON.parse(JSON.stringify(derived)), recorded, kind);
    }
  },
);

function eventsOf<Type extends JournalEvent['type']>(
  events: readonly JournalEvent[],
  type: Type,
): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> & JournalEvent => event.type === type);
}

function tapeOf(events: readonly JournalEvent[], pco: string): string {
  return eventsOf(events, 'data')
    .filter((event) => event.pco === pco && event.direction === 'received')
    .map(({ bytes }) => bytes)
    .join('');
}

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Test } from 'tap';
import type { TacacsServerArgs } from '../../../bench/tacacs-server.ts';
import { openTacacsServer } from '../../../drivers/aaa/tacacs-server.ts';
import { bindTcpDoor } from '../../../drivers/aaa/tcp-door.ts';
import {
  decodeAuthenReply,
  encodeAuthenContinue,
  encodeAuthenStart,
} from '../../../protocols/tacacs/authentication.ts';
import {
  authenAction,
  authenService,
  authenStatus,
  authenType,
  packetType,
} from '../../../protocols/tacacs/numbers.ts';
import { encodePacket, type PacketHeader, PacketReader } from '../../../protocols/tacacs/packets.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { asker, clock } from '../ssh-server/a-server.ts';

export const key = 'aSharedKeyInTests';
export const account = { username: 'cisco', password: 'aWordInTests1' };

/** The bench's TACACS+ server, listening as it is told. */
export async function aTacacsServer(t: Test, args: Partial<TacacsServerArgs> = {}) {
  const tapes = new TestTapes();
  const service = await bindTcpDoor({ host: '127.0.6.49', port: 0 });
  const other = await bindTcpDoor({ host: '127.0.6.49', port: 0 });
  const pco = openTacacsServer({
    openTape: tapes.open,
    clock,
    doors: { service, 'other-port': other },
    nameOf: (real) => (real === '127.0.0.1' ? '198.51.100.1' : real),
  });
  t.teardown(() => pco.close());
  const call = asker(t, pco, tapes);
  const { position } = await call('listen', { key, accounts: [account], ...args });
  const exchanges = async (since = position) => (await call('exchanges', { since })).exchanges;
  return { service, other, tapes, call, position, exchanges };
}

export interface Conversation {
  /** What the server said, packet by packet, in clear. */
  readonly said: readonly { readonly text: string; readonly echo: boolean; readonly status: number }[];
  readonly packets: readonly Buffer[];
  readonly status: number | undefined;
}

/** One ASCII login of a client that is written on our codec; each answer goes to the next prompt. */
export async function logIn(
  port: number,
  user: string,
  answers: readonly string[],
  withKey = key,
): Promise<Conversation> {
  const socket = connect({ host: '127.0.6.49', port });
  const packets: Buffer[] = [];
  const said: Conversation['said'][number][] = [];
  const reader = new PacketReader(withKey);
  const session = randomInt(2 ** 32);
  const send = (sequence: number, body: Buffer): void => {
    const header: PacketHeader = { minor: 0, type: packetType.authentication, flags: 0, sequence, session };
    const bytes = encodePacket({ header, body }, withKey);
    packets.push(bytes);
    socket.write(bytes);
  };
  const left = [...answers];
  let status: number | undefined;
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    packets.push(chunk);
    try {
      for (const { header, body } of reader.push(chunk)) {
        const reply = decodeAuthenReply(body);
        said.push({ text: reply.message, echo: (reply.flags & 1) === 0, status: reply.status });
        const asks = [authenStatus.getData, authenStatus.getUser, authenStatus.getPass];
        const answer = asks.some((each) => each === reply.status) ? left.shift() : undefined;
        if (answer === undefined) {
          status = reply.status;
          socket.end();
        } else {
          const next = encodeAuthenContinue({ message: answer, data: Buffer.alloc(0), flags: 0 });
          send(header.sequence + 1, next);
        }
      }
    } catch {
      socket.destroy();
    }
  });
  await once(socket, 'connect');
  const start = encodeAuthenStart({
    ...{ action: authenAction.login, privilege: 1, type: authenType.ascii, service: authenService.login },
    ...{ user, port: 'tty2', remoteAddress: '192.0.2.10', data: Buffer.alloc(0) },
  });
  send(1, start);
  await once(socket, 'close');
  return { said, packets, status };
}

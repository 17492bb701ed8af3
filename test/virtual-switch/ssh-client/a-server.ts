import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AuthContext, ServerChannel } from 'ssh2';
import type { Test } from 'tap';
import { readIdentification } from '../../../protocols/ssh2/identification.ts';
import type { KexInitLists } from '../../../protocols/ssh2/messages.ts';
import type { Offer } from '../../../protocols/ssh2/offer.ts';
import { type ServedConnection, serveSsh2 } from '../../../protocols/ssh2/serve.ts';
import { ciphers, exchanges, macs } from '../ssh/fake-host.ts';

export const account = { name: 'lab', password: 'hiddenInTests1' };
export const rightKey: KeyObject = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
export const wrongKey: KeyObject = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;

export interface ServerOptions {
  readonly host?: string;
  readonly ident?: string;
  readonly hostKey?: KeyObject;
  readonly signingKey?: KeyObject;
  readonly offer?: Partial<Offer>;
  readonly methods?: readonly ('keyboard-interactive' | 'password' | 'publickey')[];
  /** Of one request of keyboard-interactive; the first answer is the password. */
  readonly prompts?: readonly { readonly prompt: string; readonly echo: boolean }[];
  /** Says nothing from the beginning on. */
  readonly silent?: boolean;
}

/** What one client did. */
export interface SeenClient {
  readonly ident: string;
  lists: KexInitLists | undefined;
  readonly attempts: { readonly method: string; readonly user: string }[];
  /** Answers to the prompts of keyboard-interactive. */
  readonly answers: (readonly string[])[];
  /** `pty-req vt100 80x24`, `shell`, `exec show clock`. */
  readonly requests: string[];
  served: ServedConnection | undefined;
  channel: ServerChannel | undefined;
  typed: string;
  readonly from: string;
  readonly ended: Promise<unknown>;
}

export interface AServer {
  readonly host: string;
  readonly port: number;
  readonly clients: SeenClient[];
  readonly last: () => SeenClient;
  /** How many have connected, whatever they said. */
  readonly connections: () => number;
}

/** An SSH server that writes down what its clients do; its shell echoes, and ends with `exit`. */
export async function aServer(t: Test, options: ServerOptions = {}): Promise<AServer> {
  const { host = '127.0.6.20', ident = 'SSH-2.0-test' } = options;
  const clients: SeenClient[] = [];
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    if (options.silent === true) {
      socket.resume();
      return;
    }
    socket.write(`${ident}\r\n`);
    const ended = once(socket, 'close');
    void readIdentification(socket, 'client').then((theirs) => {
      if (theirs.kind !== 'ident') return socket.destroy();
      const seen: SeenClient = {
        ident: theirs.line,
        lists: undefined,
        attempts: [],
        answers: [],
        requests: [],
        served: undefined,
        channel: undefined,
        typed: '',
        from: socket.remoteAddress ?? '',
        ended,
      };
      clients.push(seen);
      if (!/^SSH-(?:1\.99|2)/.test(theirs.line)) return socket.destroy();
      socket.unshift(theirs.bytes);
      serve(socket, ident, options, seen);
      return undefined;
    });
  }).listen(0, host);
  await once(server, 'listening');
  t.teardown(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  return {
    host,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    clients,
    last: () => {
      const client = clients.at(-1);
      if (client === undefined) throw new Error('no client has come');
      return client;
    },
    connections: () => connections,
  };
}

function serve(socket: Socket, ident: string, options: ServerOptions, seen: SeenClient): void {
  const { hostKey = rightKey, methods = ['keyboard-interactive', 'password'], prompts } = options;
  const served = serveSsh2(socket, {
    ident,
    hostKey,
    signingKey: options.signingKey,
    offer: {
      ...{ kex: exchanges, hostKey: ['ssh-rsa'], ciphers, macs, compression: ['none'] },
      ...options.offer,
    },
    dhMinBits: 1024,
    onKexInit: (lists) => {
      seen.lists = lists;
    },
  });
  seen.served = served;
  const { connection } = served;
  connection.on('error', () => socket.destroy());
  connection.on('authentication', (context: AuthContext) => {
    seen.attempts.push({ method: context.method, user: context.username });
    const refuse = (): void => context.reject([...methods]);
    const decide = (password: string | undefined): void => {
      if (context.username === account.name && password === account.password) context.accept();
      else refuse();
    };
    if (!methods.some((method) => method === context.method)) refuse();
    else if (context.method === 'password') decide(context.password);
    else if (context.method === 'keyboard-interactive') {
      context.prompt([...(prompts ?? [{ prompt: 'Password: ', echo: false }])], '', '', (answers) => {
        // The types of ssh2 know the answers by another name.
        const given = answers as unknown as readonly string[];
        seen.answers.push(given);
        decide(given[0]);
      });
    } else refuse();
  });
  connection.on('session', (accept) => {
    const session = accept();
    session.on('pty', (grant, _reject, info) => {
      // ssh2 tells the terminal's type, which its types have not heard of.
      const { term = '' } = info as unknown as { term?: string };
      seen.requests.push(`pty-req ${term} ${info.cols}x${info.rows}`);
      (grant as (() => void) | undefined)?.();
    });
    session.on('shell', (grant) => {
      seen.requests.push('shell');
      const channel = grant();
      seen.channel = channel;
      channel.write('\r\nremote>');
      let line = '';
      channel.on('data', (bytes: Buffer) => {
        for (const character of bytes.toString('latin1')) {
          seen.typed += character;
          if (character !== '\r') {
            line += character;
            channel.write(character);
            continue;
          }
          if (line === 'exit') {
            channel.write('\r\n');
            channel.exit(0);
            channel.end();
          } else channel.write(`\r\nyou said ${line}\r\nremote>`);
          line = '';
        }
      });
    });
    session.on('exec', (grant, _reject, { command }) => {
      seen.requests.push(`exec ${command}`);
      const channel = grant();
      channel.write(`ran ${command}\r\n`);
      channel.exit(0);
      channel.end();
    });
  });
}

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { SshRequest } from '../../bench/ssh-request.ts';
import {
  boolean,
  channelClose,
  channelOpen,
  channelRequest,
  globalRequest,
  ptyRequest,
  string,
  uint32,
} from '../../protocols/ssh2/write-message.ts';
import { type AskedChannel, Asking, type Link, readChannel } from './asking.ts';

export interface RequestLab {
  readonly link: Link;
  /** Gets what comes on the channel of a shell, or of a command that was asked for in place of a subsystem. */
  readonly take: (bytes: Uint8Array) => void;
  /** Waits for it, so many milliseconds of the bench's clock at most. */
  readonly atMost: (milliseconds: number, work: Promise<void>) => Promise<void>;
  /** Our address as the server knows it, and the one to listen on. */
  readonly us: { readonly address: string; readonly bind: string };
  /** Where the server's address is really dialled. */
  readonly server: { readonly host: string; readonly localAddress?: string };
}

/** Asks for it and writes down what was answered; what was granted is closed again. */
export async function makeRequest(request: SshRequest, lab: RequestLab): Promise<void> {
  const asking = new Asking(lab.link);
  switch (request.kind) {
    case 'direct-tcpip':
      return forwardFrom(asking, lab);
    case 'tcpip-forward':
      return forwardTo(asking, lab, request.port);
    default: {
      const channel = await asking.open('open session', (ours) => channelOpen('session', ours));
      if (channel === undefined) return;
      await inChannel(asking, lab, request, channel);
      lab.link.send(channelClose(channel.theirs));
    }
  }
}

async function inChannel(
  asking: Asking,
  lab: RequestLab,
  request: Exclude<SshRequest, { kind: 'direct-tcpip' | 'tcpip-forward' }>,
  channel: AskedChannel,
): Promise<void> {
  const ask = (what: string, ...data: readonly Buffer[]) =>
    asking.request(what, channelRequest(channel.theirs, what, ...data), channel);
  switch (request.kind) {
    case 'session':
      return;
    case 'shell':
      if (request.pty !== false && (await ask('pty-req', ...ptyRequest(request.pty))) !== 'granted') return;
      if (request.promptWithin === undefined) await ask('shell');
      else await readPrompt(() => ask('shell'), lab, channel, request.promptWithin);
      return;
    case 'x11':
      await ask('x11-req', boolean(false), string('MIT-MAGIC-COOKIE-1'), string('00'.repeat(16)), uint32(0));
      return;
    case 'agent':
      await ask('auth-agent-req@openssh.com');
      return;
    case 'subsystem': {
      const answer = await ask('subsystem', string(request.name));
      if (answer === 'refused' && request.orElse !== undefined)
        await commandInstead(asking, lab, request.orElse, channel);
    }
  }
}

async function readPrompt(
  askForShell: () => Promise<string>,
  { link, take, atMost }: RequestLab,
  channel: AskedChannel,
  milliseconds: number,
): Promise<void> {
  let last = '';
  let prompted = (): void => undefined;
  const prompt = new Promise<void>((resolve) => {
    prompted = resolve;
  });
  const closed = readChannel(link, channel, (bytes) => {
    take(bytes);
    last = (last + Buffer.from(bytes).toString('latin1')).slice(-longestPrompt);
    if (/[>#] ?$/.test(last)) prompted();
  });
  if ((await askForShell()) !== 'granted') return;
  link.write({ fact: 'reading' });
  await atMost(milliseconds, Promise.race([prompt, closed]));
}

const longestPrompt = 80;

async function commandInstead(
  asking: Asking,
  { link, take }: RequestLab,
  command: string,
  channel: AskedChannel,
): Promise<void> {
  const done = readChannel(link, channel, take);
  const payload = channelRequest(channel.theirs, 'exec', string(command));
  if ((await asking.inItsPlace.request('exec', payload, channel)) === 'granted') await done;
}

/** Lets the server forward to a port of ours, and counts the connections that come there until it has answered. */
async function forwardFrom(asking: Asking, { link, us }: RequestLab): Promise<void> {
  let count = 0;
  const listener = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  try {
    const port = await listenOn(listener, us.bind);
    const to: Endpoint = { address: us.address, port };
    const target = [string(to.address), uint32(to.port), string(us.address), uint32(to.port)];
    const channel = await asking.open('open direct-tcpip', (ours) =>
      channelOpen('direct-tcpip', ours, ...target),
    );
    link.write({ fact: 'flows', to, count });
    if (channel !== undefined) link.send(channelClose(channel.theirs));
  } finally {
    listener.close();
  }
}

async function listenOn(listener: ReturnType<typeof createServer>, host: string): Promise<number> {
  try {
    await once(listener.listen(0, host), 'listening');
  } catch (error) {
    throw new PcoError('The bench cannot listen where the switch is to forward to', {
      expected: `a free port at ${host}`,
      got: error instanceof Error ? error.message : String(error),
      next: 'Give roles.ssh-client of the topology an address of this machine, or a reach that is one',
    });
  }
  const bound = listener.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

/** Asks the server to listen for us, and looks whether it does. */
async function forwardTo(asking: Asking, { link, server }: RequestLab, port: number): Promise<void> {
  const anyAddress = string('');
  const answer = await asking.global(
    'tcpip-forward',
    globalRequest('tcpip-forward', anyAddress, uint32(port)),
  );
  link.write({ fact: 'listening', listening: await takesConnections({ ...server, port }) });
  if (answer === 'granted') link.send(globalRequest('cancel-tcpip-forward', anyAddress, uint32(port)));
}

/** Longest wait, in real milliseconds, for a port that neither takes a connection nor refuses one. */
const longestDial = 3000;

function takesConnections(where: { host: string; port: number; localAddress?: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(where);
    const settle = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.setTimeout(longestDial, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

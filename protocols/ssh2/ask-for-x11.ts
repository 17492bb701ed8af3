import { randomBytes } from 'node:crypto';
import type { Client } from 'ssh2';
import { protocolOf } from './internals.ts';
import { message } from './messages.ts';
import type { PacketEvent } from './packet-tap.ts';

/**
 * Lets the client ask for X11 forwarding before it asks for its next shell (RFC 4254 section 6.3.1), and go on
 * whatever is answered: ssh2 by itself gives the channel up when it is refused. `takes` is to be given the packets
 * that come; the answer is among them.
 */
export function askForX11(
  client: Client,
  answered: (answer: 'granted' | 'refused') => void,
): { readonly takes: (packet: PacketEvent) => boolean } {
  const protocol = protocolOf(client);
  const askForShell = protocol.shell.bind(protocol);
  let goOn: (() => void) | undefined;
  protocol.shell = (channel, wantReply) => {
    protocol.shell = askForShell;
    goOn = () => askForShell(channel, wantReply);
    const cookie = randomBytes(16).toString('hex');
    protocol.x11Forward(channel, { single: false, protocol: 'MIT-MAGIC-COOKIE-1', cookie, screen: 0 }, true);
  };
  return {
    takes: ({ type }) => {
      const proceed = goOn;
      if (proceed === undefined) return false;
      if (type !== message.channelSuccess && type !== message.channelFailure) return false;
      goOn = undefined;
      answered(type === message.channelSuccess ? 'granted' : 'refused');
      proceed();
      return true;
    },
  };
}

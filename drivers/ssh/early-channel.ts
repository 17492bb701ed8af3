import { message, readRecipient } from '../../protocols/ssh2/messages.ts';
import { channelOpen } from '../../protocols/ssh2/write-message.ts';
import type { SshConnection } from './connection.ts';
import type { FactTape } from './fact-tape.ts';

/** Ours; no other channel is asked for before the authentication. */
const number = 999;

/** Asks for a session channel where none may be had yet; the answer, if one comes, is written down when it comes. */
export function askForEarlyChannel(connection: SshConnection, facts: FactTape): void {
  facts.write({ fact: 'early-channel' });
  const unwatch = connection.watch(({ type, payload }) => {
    if (type === message.userauthSuccess) unwatch();
    if (type !== message.channelOpenConfirmation && type !== message.channelOpenFailure) return;
    if (readRecipient(payload) !== number) return;
    unwatch();
    facts.write({ fact: 'early-channel', granted: type === message.channelOpenConfirmation });
  });
  connection.send(channelOpen('session', number));
}

import type { AaaAnswer } from '../../bench/aaa-dialogue.ts';
import {
  type AuthenticationStart,
  readAuthenticationContinue,
  writeAuthenticationReply,
} from '../../protocols/tacacs/authentication.ts';
import {
  authenticationAction,
  authenticationStatus,
  authenticationType,
  continueAbort,
  replyNoEcho,
} from '../../protocols/tacacs/numbers.ts';
import type { Accounts } from './accounts.ts';
import { Conversation, type Said } from './conversation.ts';
import type { TacacsReply } from './tacacs-connection.ts';

/** A CONTINUE that was taken: what is written down of it, and what is said to it. */
export interface Taken {
  readonly told: { readonly answer?: AaaAnswer; readonly user?: string; readonly aborted?: boolean };
  /** Absent where the device gave up. */
  readonly reply?: TacacsReply;
}

/** One authentication session. */
export class TacacsLogin {
  /** What is said to the START. */
  readonly first: TacacsReply;
  /** How the password of a PAP login was. */
  readonly password: AaaAnswer | undefined;
  readonly #accounts: Accounts;
  #conversation: Conversation | undefined;

  constructor(start: AuthenticationStart, accounts: Accounts) {
    this.#accounts = accounts;
    const { login, changePassword } = authenticationAction;
    if (start.action === login && start.type === authenticationType.pap) {
      const user = accounts.find(start.user);
      const sent = Buffer.from(start.data).toString('utf8');
      this.password = sent === '' ? 'empty' : sent === user?.password ? 'right' : 'wrong';
      if (this.password === 'right') user?.loggedIn(undefined);
      this.first = final(this.password === 'right' ? 'pass' : 'fail', '');
    } else if (
      start.type !== authenticationType.ascii ||
      ![login, changePassword].includes(start.action as 1)
    ) {
      this.first = final('error', 'this server takes ASCII and PAP logins only');
    } else {
      this.first = start.user === '' ? askUser : this.#begin(start.user);
    }
  }

  /** Or why the packet cannot be understood. */
  take(body: Buffer): Taken | string {
    const read = readAuthenticationContinue(body);
    if ('fault' in read) return read.fault.message;
    const { flags, message } = read.value;
    if ((flags & continueAbort) !== 0) return { told: { aborted: true } };
    if (this.#conversation === undefined) {
      const known = this.#accounts.find(message) !== undefined;
      const answer = message === '' ? 'empty' : known ? 'right' : 'wrong';
      return { told: { answer, user: message }, reply: this.#begin(message) };
    }
    const { answer, said } = this.#conversation.answered(message);
    return { told: { answer }, reply: replyOf(said) };
  }

  #begin(username: string): TacacsReply {
    const user = this.#accounts.find(username);
    this.#conversation = new Conversation(this.#accounts.dialogueOf(user), user);
    return replyOf({ ask: this.#conversation.asked });
  }
}

const nothing = Buffer.alloc(0);
const userPrompt = 'Username: ';
const askUser: TacacsReply = {
  body: writeAuthenticationReply({
    status: authenticationStatus.getUser,
    flags: 0,
    message: userPrompt,
    data: nothing,
  }),
  told: { fact: 'prompt', text: userPrompt, echo: true, as: 'get-user' },
};

function replyOf(said: Said): TacacsReply {
  if ('over' in said) return final(said.over, said.message);
  const { prompt: message, echo = false } = said.ask;
  const status = echo ? authenticationStatus.getData : authenticationStatus.getPass;
  return {
    body: writeAuthenticationReply({ status, flags: echo ? 0 : replyNoEcho, message, data: nothing }),
    told: { fact: 'prompt', text: message, echo, as: echo ? 'get-data' : 'get-pass' },
  };
}

function final(status: 'pass' | 'fail' | 'error', message: string): TacacsReply {
  return {
    body: writeAuthenticationReply({
      status: authenticationStatus[status],
      flags: 0,
      message,
      data: nothing,
    }),
    told: { fact: 'final', status, message },
  };
}

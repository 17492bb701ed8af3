import type { AaaAnswer } from '../../bench/aaa-dialogue.ts';
import { textOf, valueOf } from '../../protocols/radius/attributes.ts';
import { attribute } from '../../protocols/radius/numbers.ts';
import type { RadiusPacket } from '../../protocols/radius/packet.ts';
import { revealPassword } from '../../protocols/radius/password.ts';
import type { Accounts } from './accounts.ts';
import { Conversation, type Said } from './conversation.ts';
import { accessAnswer, type RadiusAnswer } from './radius-answers.ts';

export interface JudgedAccess {
  /** Absent where there was no password. */
  readonly password?: AaaAnswer;
  readonly answer: RadiusAnswer;
}

/** The logins of a door: a challenge goes on by the State that was sent with it. */
export class RadiusLogins {
  readonly #secret: string;
  readonly #accounts: Accounts;
  readonly #newState: () => Buffer;
  readonly #challenged = new Map<
    string,
    { readonly username: string; readonly conversation: Conversation }
  >();

  constructor(secret: string, accounts: Accounts, newState: () => Buffer) {
    this.#secret = secret;
    this.#accounts = accounts;
    this.#newState = newState;
  }

  judge(packet: RadiusPacket): JudgedAccess {
    const username = textOf(packet, attribute.userName) ?? '';
    const hidden = valueOf(packet, attribute.userPassword);
    const password = hidden && revealPassword(hidden, packet.authenticator, this.#secret)?.toString('utf8');
    const conversation = this.#conversation(packet, username);
    if (password === undefined || conversation === undefined) {
      return { answer: this.#answer(username, { over: 'fail', message: '' }) };
    }
    const { answer, said } = conversation.answered(password);
    const state = this.#newState();
    if ('ask' in said) this.#challenged.set(state.toString('hex'), { username, conversation });
    return { password: answer, answer: this.#answer(username, said, state) };
  }

  /** Undefined where a State comes back that was not sent to this user, or twice. */
  #conversation(packet: RadiusPacket, username: string): Conversation | undefined {
    const state = valueOf(packet, attribute.state)?.toString('hex');
    if (state === undefined) {
      const user = this.#accounts.find(username);
      return new Conversation(this.#accounts.dialogueOf(user), user);
    }
    const challenged = this.#challenged.get(state);
    this.#challenged.delete(state);
    return challenged?.username === username ? challenged.conversation : undefined;
  }

  #answer(username: string, said: Said, state: Buffer = Buffer.alloc(0)): RadiusAnswer {
    return accessAnswer(said, this.#accounts.rightOf(username, undefined), state);
  }
}

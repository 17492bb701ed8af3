import { randomBytes } from 'node:crypto';
import type { RadiusExchange, RadiusServerArgs } from '../../bench/radius-server.ts';
import {
  avPair,
  numberAttribute,
  numberOf,
  textAttribute,
  textsOf,
} from '../../protocols/radius/attributes.ts';
import { accountStatus, attribute, packetCode, promptEcho } from '../../protocols/radius/numbers.ts';
import {
  accountingIsSigned,
  type Attribute,
  decodePacket,
  messageAuthenticatorIsRight,
  type RadiusPacket,
  revealPassword,
  signResponse,
} from '../../protocols/radius/packets.ts';
import { RadiusError } from '../../protocols/radius/radius-error.ts';

/** What was seen of a request, but for who sent it and when, and what is sent back. */
export interface Answered {
  readonly seen: Omit<RadiusExchange, 'at' | 'door' | 'client'>;
  readonly reply?: Buffer;
}

interface Step {
  readonly user: string;
  /** Index of the challenge that is to be answered. */
  readonly index: number;
}

/** Answers the requests at one door (RFC 2865 section 4, RFC 2866 section 4). */
export class RadiusAnswers {
  readonly #args: RadiusServerArgs;
  /** By the State that was given with a challenge. */
  readonly #steps = new Map<string, Step>();
  readonly #known = new Set<string>();

  constructor(args: RadiusServerArgs) {
    this.#args = args;
  }

  answer(datagram: Buffer, at: 'authentication' | 'accounting'): Answered {
    const again = this.#known.has(datagram.toString('hex'));
    this.#known.add(datagram.toString('hex'));
    try {
      const request = decodePacket(datagram);
      const wanted = at === 'accounting' ? packetCode.accountingRequest : packetCode.accessRequest;
      if (request.code !== wanted) throw new RadiusError(`code ${request.code} at the port of ${at}`);
      return at === 'accounting' ? this.#account(datagram, request, again) : this.#access(request, again);
    } catch (error) {
      if (!(error instanceof RadiusError)) throw error;
      return { seen: { kind: 'unreadable', detail: error.message, again } };
    }
  }

  #access(request: RadiusPacket, again: boolean): Answered {
    const { secret, accounts = [] } = this.#args;
    const [user = ''] = textsOf(request.attributes, attribute.userName);
    const signed = messageAuthenticatorIsRight(request, secret);
    const about = { ...aboutSender(request), kind: 'access', again, user } as const;
    const messageAuthenticator = signed === undefined ? 'absent' : signed ? 'right' : 'wrong';
    // RFC 3579 section 3.2: silently discarded.
    if (signed === false) return { seen: { ...about, messageAuthenticator } };
    const account = accounts.find(({ username }) => username === user);
    const step = this.#stepOf(request, user);
    const expected = step === undefined ? account?.password : account?.challenges?.[step.index]?.answer;
    const password = this.#judged(request, expected);
    const next = step === undefined ? 0 : step.index + 1;
    const challenge = password === 'right' ? account?.challenges?.[next] : undefined;
    const seen = { ...about, messageAuthenticator, password } as const;
    if (challenge !== undefined) {
      const { text, echo } = challenge;
      const state = randomBytes(8);
      this.#steps.set(state.toString('hex'), { user, index: next });
      const reply = this.#reply(request, packetCode.accessChallenge, [
        { type: attribute.state, value: state },
        textAttribute(attribute.replyMessage, text),
        numberAttribute(attribute.prompt, echo ? promptEcho.echo : promptEcho.noEcho),
      ]);
      return { seen: { ...seen, answer: 'challenge', challenge: { text, echo } }, ...reply };
    }
    if (password === 'right') {
      const privilege = avPair(`shell:priv-lvl=${account?.privilege ?? 1}`);
      return {
        seen: { ...seen, answer: 'accept' },
        ...this.#reply(request, packetCode.accessAccept, [privilege]),
      };
    }
    const why =
      account?.refusal === undefined ? [] : [textAttribute(attribute.replyMessage, account.refusal)];
    return { seen: { ...seen, answer: 'reject' }, ...this.#reply(request, packetCode.accessReject, why) };
  }

  #account(datagram: Buffer, request: RadiusPacket, again: boolean): Answered {
    const { secret } = this.#args;
    const [user = ''] = textsOf(request.attributes, attribute.userName);
    const status = numberOf(request.attributes, attribute.acctStatusType);
    const record = (['start', 'stop', 'interim'] as const).find((name) => accountStatus[name] === status);
    if (!accountingIsSigned(datagram, secret))
      throw new RadiusError('an accounting request under another secret');
    return {
      seen: {
        ...aboutSender(request),
        ...{ kind: 'accounting', again, user, answer: 'accounted' },
        ...(record && { record }),
      },
      ...this.#reply(request, packetCode.accountingResponse, []),
    };
  }

  #stepOf({ attributes }: RadiusPacket, user: string): Step | undefined {
    const state = attributes.find(({ type }) => type === attribute.state)?.value.toString('hex');
    const step = state === undefined ? undefined : this.#steps.get(state);
    return step?.user === user ? step : undefined;
  }

  #judged({ attributes, authenticator }: RadiusPacket, expected: string | undefined) {
    const hidden = attributes.find(({ type }) => type === attribute.userPassword)?.value;
    if (hidden === undefined) return 'absent';
    const typed = revealPassword(hidden, this.#args.secret, authenticator);
    if (typed === '') return 'blank';
    return typed === expected ? 'right' : 'wrong';
  }

  #reply(
    { identifier, authenticator }: RadiusPacket,
    code: number,
    attributes: readonly Attribute[],
  ): { readonly reply?: Buffer } {
    const { secret, fault } = this.#args;
    const packet = { code, identifier, attributes };
    switch (fault) {
      case 'silence':
        return {};
      case 'garbage':
        return { reply: Buffer.from('HTTP/1.0 400 Bad Request\r\n\r\n') };
      case 'other-secret':
        return { reply: signResponse(packet, `${secret}x`, authenticator) };
      case 'other-identifier':
        return { reply: signResponse({ ...packet, identifier: identifier ^ 1 }, secret, authenticator) };
      case 'no-message-authenticator':
        return { reply: signResponse(packet, secret, authenticator, { messageAuthenticator: false }) };
      case 'wrong-message-authenticator': {
        const wrong = { type: attribute.messageAuthenticator, value: randomBytes(16) };
        const changed = { ...packet, attributes: [wrong, ...attributes] };
        return { reply: signResponse(changed, secret, authenticator, { messageAuthenticator: false }) };
      }
      default:
        return { reply: signResponse(packet, secret, authenticator) };
    }
  }
}

function aboutSender(request: RadiusPacket) {
  const { identifier, attributes } = request;
  const [callingStation] = textsOf(attributes, attribute.callingStationId);
  const [nasPortId] = textsOf(attributes, attribute.nasPortId);
  const serviceType = numberOf(attributes, attribute.serviceType);
  const address = attributes.find(({ type }) => type === attribute.nasIpAddress)?.value;
  return {
    identifier,
    ...(callingStation !== undefined && { callingStation }),
    ...(nasPortId !== undefined && { nasPortId }),
    ...(serviceType !== undefined && { serviceType }),
    ...(address?.length === 4 && { nasAddress: [...address].join('.') }),
  };
}

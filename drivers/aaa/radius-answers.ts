import type { AaaAuthorization } from '../../bench/aaa-dialogue.ts';
import type { RadiusReplySaid } from '../../bench/radius-reading.ts';
import type { RadiusFaultName, RadiusServerArgs } from '../../bench/radius-server.ts';
import { ciscoAvPair, numberAttribute, textAttribute } from '../../protocols/radius/attributes.ts';
import { writeResponse } from '../../protocols/radius/authenticity.ts';
import { attribute, code, prompt, serviceType } from '../../protocols/radius/numbers.ts';
import {
  type RadiusAttribute,
  radiusHeaderLength,
  type RadiusPacket,
} from '../../protocols/radius/packet.ts';
import type { Said } from './conversation.ts';

/** An answer: what is written down of it, and its code and attributes. */
export interface RadiusAnswer {
  readonly said: RadiusReplySaid;
  readonly code: number;
  readonly attributes: readonly RadiusAttribute[];
}

/** The answer of a dialogue; `state` is what the device has to send back with the next password. */
export function accessAnswer(said: Said, right: AaaAuthorization, state: Buffer): RadiusAnswer {
  if ('ask' in said) {
    const { prompt: message, echo = false } = said.ask;
    return {
      said: { code: 'challenge', message, echo, avPairs: [] },
      code: code.accessChallenge,
      attributes: [
        { type: attribute.state, value: state },
        ...messages(message),
        numberAttribute(attribute.prompt, echo ? prompt.echo : prompt.noEcho),
      ],
    };
  }
  const { over, message } = said;
  if (over !== 'pass') {
    return {
      said: { code: 'reject', message, avPairs: [] },
      code: code.accessReject,
      attributes: messages(message),
    };
  }
  const avPairs = (right.args ?? []).map((arg) => `shell:${arg}`);
  return {
    said: { code: 'accept', message, avPairs },
    code: code.accessAccept,
    attributes: [
      numberAttribute(attribute.serviceType, serviceType.nasPrompt),
      ...messages(message),
      ...avPairs.map(ciscoAvPair),
    ],
  };
}

export const accountingAnswer: RadiusAnswer = {
  said: { code: 'accounting-response', message: '', avPairs: [] },
  code: code.accountingResponse,
  attributes: [],
};

/** The datagram of an answer, or what is sent in place of it; undefined where nothing is. */
export function answerBytes(
  answer: RadiusAnswer,
  request: RadiusPacket,
  { secret, messageAuthenticator = true }: RadiusServerArgs,
  fault: RadiusFaultName | undefined,
): Buffer | undefined {
  const made = (changed: { code?: number; identifier?: number; secret?: string } = {}): Buffer =>
    writeResponse(
      {
        code: answer.code,
        identifier: request.identifier,
        attributes: answer.attributes,
        secret,
        // RFC 3579 defines it for answers to an Access-Request only; FreeRADIUS makes it otherwise in others.
        messageAuthenticator: messageAuthenticator && answer.code !== code.accountingResponse,
        ...changed,
      },
      request.authenticator,
    );
  switch (fault) {
    case undefined:
      return made();
    case 'silence':
      return undefined;
    case 'garbage':
      return Buffer.from('this host speaks no RADIUS');
    case 'truncated':
      return made().subarray(0, radiusHeaderLength - 1);
    case 'authenticator':
      return made({ secret: `${secret}${secret}` });
    case 'message-authenticator':
      return withWrongMessageAuthenticator(made, secret, answer, request);
    case 'identifier':
      return made({ identifier: (request.identifier + 1) & 0xff });
    case 'code':
      return made({
        code: answer.code === code.accountingResponse ? code.accessAccept : code.accountingResponse,
      });
  }
}

/** The authenticator of the whole is right, so that only who looks at the other one sees it. */
function withWrongMessageAuthenticator(
  made: (changed: { code?: number }) => Buffer,
  secret: string,
  answer: RadiusAnswer,
  request: RadiusPacket,
): Buffer {
  const other = made({ code: answer.code ^ 0x40 });
  const at = radiusHeaderLength;
  const wrong = { type: attribute.messageAuthenticator, value: other.subarray(at + 2, at + 18) };
  return writeResponse(
    {
      code: answer.code,
      identifier: request.identifier,
      attributes: [wrong, ...answer.attributes],
      secret,
      messageAuthenticator: false,
    },
    request.authenticator,
  );
}

/** A long text is sent in several Reply-Messages (RFC 2865, section 5.18). */
function messages(text: string): RadiusAttribute[] {
  const parts = text.match(/[\s\S]{1,200}/g) ?? [];
  return parts.map((part) => textAttribute(attribute.replyMessage, part));
}

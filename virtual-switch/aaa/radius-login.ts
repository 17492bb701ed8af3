import {
  addressAttribute,
  ciscoAvPairsOf,
  numberAttribute,
  numberOf,
  textAttribute,
  textsOf,
  valueOf,
} from '../../protocols/radius/attributes.ts';
import { attribute, code, nasPortType, prompt, serviceType } from '../../protocols/radius/numbers.ts';
import type { RadiusAttribute, RadiusPacket } from '../../protocols/radius/packet.ts';
import { hidePassword } from '../../protocols/radius/password.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import type { RadiusServer } from './configured-servers.ts';
import { type AaaTrace, placeOf } from './debug.ts';
import { type LoginAttempt, passwordQuestion } from './login-attempt.ts';
import { askRadius } from './radius-client.ts';
import type { MethodAnswer } from './seams.ts';

export interface RadiusLoginFacts {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly attempt: LoginAttempt;
  readonly trace: AaaTrace;
  /** The user that is asked about in place of the one who logs in. */
  readonly user?: string;
}

export interface RadiusVerdict {
  readonly answer: MethodAnswer;
  /** The privilege level that came with the consent, if any. */
  readonly level?: number;
}

/** The highest level there is: what Service-Type Administrative stands for. */
const highest = 15;

/**
 * Asks for the password, and the servers about it, one after the other until one answers. The questions of a challenge (RFC 2865,
 * section 4.4) are put to the user as they are, and answered to the same server.
 */
export async function loginByRadius(
  facts: RadiusLoginFacts,
  servers: readonly RadiusServer[],
): Promise<RadiusVerdict> {
  const { device, line, attempt, trace } = facts;
  const { seams } = device;
  const user = facts.user ?? (await attempt.name());
  let typed = seams.answerSent(await attempt.password(), passwordQuestion);
  let state: Buffer | undefined;
  let asked = servers;
  for (;;) {
    if (typed === undefined) return { answer: 'fail' };
    const password = typed;
    const challenged = state;
    const heard = await askRadius(asked, {
      device,
      trace,
      kind: 'access',
      attributes: (authenticator, secret, source) => [
        textAttribute(attribute.userName, seams.userAsked(user)),
        { type: attribute.userPassword, value: hidePassword(password, authenticator, secret) },
        ...lineAttributes(line),
        ...(challenged === undefined ? [] : [{ type: attribute.state, value: challenged }]),
        addressAttribute(attribute.nasIpAddress, source),
      ],
    });
    if (heard === undefined) return { answer: 'error' };
    const { packet, server } = heard;
    const message = textsOf(packet, attribute.replyMessage).join('');
    if (packet.code !== code.accessChallenge) {
      attempt.tell(message);
      const level = levelIn(packet);
      return packet.code === code.accessAccept
        ? { answer: 'pass', ...(level !== undefined && { level }) }
        : { answer: 'fail' };
    }
    state = valueOf(packet, attribute.state);
    asked = [server];
    const question = { text: message, echo: numberOf(packet, attribute.prompt) === prompt.echo };
    typed = seams.answerSent(await attempt.ask(question), question);
  }
}

/** What a request says of the line (RFC 2865, sections 5.5, 5.31 and 5.41; RFC 2869, section 5.17). */
export function lineAttributes(line: TtyLine): readonly RadiusAttribute[] {
  const { port, remoteAddress } = placeOf(line);
  const type = line.kind === 'vty' ? nasPortType.virtual : nasPortType.async;
  return [
    numberAttribute(attribute.nasPort, line.number),
    textAttribute(attribute.nasPortId, port),
    numberAttribute(attribute.nasPortType, type),
    textAttribute(attribute.callingStationId, remoteAddress),
  ];
}

/** `shell:priv-lvl=15` of the vendor's own attributes, or Service-Type Administrative. */
function levelIn(packet: RadiusPacket): number | undefined {
  const pair = ciscoAvPairsOf(packet).find((text) => /^shell:priv-lvl[=*]/.test(text));
  const level = /(\d+)$/.exec(pair ?? '')?.[1];
  if (level !== undefined) return Number(level);
  return numberOf(packet, attribute.serviceType) === serviceType.administrative ? highest : undefined;
}

import {
  type AuthenticationReply,
  readAuthenticationReply,
  writeAuthenticationContinue,
  writeAuthenticationStart,
} from '../../protocols/tacacs/authentication.ts';
import {
  authenticationAction,
  authenticationService,
  authenticationStatus,
  authenticationType,
  continueAbort,
  packetType,
  replyNoEcho,
} from '../../protocols/tacacs/numbers.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import type { TacacsServer } from './configured-servers.ts';
import { type AaaTrace, placeOf } from './debug.ts';
import { tacacs } from './debug-kinds.ts';
import { GaveUp, type LoginAttempt } from './login-attempt.ts';
import type { MethodAnswer, Question } from './seams.ts';
import { TacacsConnection } from './tacacs-connection.ts';

export interface TacacsLoginFacts {
  readonly device: VirtualSwitch;
  readonly line: TtyLine;
  readonly attempt: LoginAttempt;
  readonly trace: AaaTrace;
  readonly service: 'login' | 'enable';
}

const { getData, getUser, getPass, pass, fail } = authenticationStatus;
const nothing = Buffer.alloc(0);

/**
 * Asks the servers one after the other until one of them can be understood. Every question of that one is put to the user as it is
 * (RFC 8907, section 5.4); once it has asked something, its silence is that of the method.
 */
export async function askTacacs(
  facts: TacacsLoginFacts,
  servers: readonly TacacsServer[],
): Promise<MethodAnswer> {
  const { device, attempt, trace } = facts;
  trace.say(
    tacacs,
    `TPLUS: Queuing AAA Authentication request ${trace.login} for processing`,
    `TPLUS: processing authentication start request id ${trace.login}`,
    `TPLUS: Authentication start packet created for ${trace.login}(${attempt.nameSoFar ?? ''})`,
  );
  for (const configured of servers) {
    const server = device.seams.tacacsServerAsked(configured);
    trace.say(tacacs, `TPLUS: Using server ${server.address}`);
    const connection = await TacacsConnection.open(device, server, packetType.authentication);
    if (connection === undefined) {
      trace.say(tacacs, `TPLUS(${trace.id})/0/NB_WAIT: connection to ${server.address} failed`);
      continue;
    }
    try {
      const answer = await converse(facts, connection);
      if (answer !== 'unasked') return answer;
    } catch (error) {
      if (error instanceof GaveUp) {
        connection.tell(writeAuthenticationContinue({ message: '', data: nothing, flags: continueAbort }));
      }
      throw error;
    } finally {
      connection.close();
    }
  }
  return 'error';
}

/** `unasked`: no answer, and the user has not been asked anything either. */
async function converse(
  { device, line, attempt, trace, service }: TacacsLoginFacts,
  connection: TacacsConnection,
): Promise<MethodAnswer | 'unasked'> {
  const { seams } = device;
  let body = writeAuthenticationStart({
    action: authenticationAction.login,
    privilege: service === 'enable' ? 15 : 1,
    type: authenticationType.ascii,
    service: authenticationService[service],
    user: attempt.nameSoFar === undefined ? '' : seams.userAsked(attempt.nameSoFar),
    ...placeOf(line),
    data: nothing,
  });
  let asked = false;
  for (;;) {
    trace.say(tacacs, `TPLUS(${trace.id})/0/WRITE: wrote entire ${body.length + 12} bytes request`);
    const answer = await connection.ask(body);
    if ('fault' in answer) {
      const silent = answer.fault === 'silence';
      trace.say(
        tacacs,
        silent ? `TPLUS(${trace.id})/0/READ: timed out` : 'TPLUS: Invalid AUTHEN packet (check keys).',
      );
      if (!silent && seams.unreadableReply() === 'pass') return 'pass';
      return asked ? 'error' : 'unasked';
    }
    const read = readAuthenticationReply(answer.body);
    trace.say(
      tacacs,
      `TPLUS(${trace.id})/0/READ: read entire ${answer.body.length + 12} bytes response`,
      `TPLUS(${trace.id})/0: Processing the reply packet`,
    );
    if ('fault' in read) {
      trace.say(tacacs, 'TPLUS: Invalid AUTHEN packet (check keys).');
      if (seams.unreadableReply() === 'pass') return 'pass';
      return asked ? 'error' : 'unasked';
    }
    const reply = read.value;
    trace.say(tacacs, `TPLUS: Received authen response status ${statusName(reply.status)}`);
    const question = questionOf(reply);
    if (question === undefined) {
      attempt.tell(reply.message);
      if (reply.status === pass || reply.status === fail) return reply.status === pass ? 'pass' : 'fail';
      return asked ? 'error' : 'unasked';
    }
    asked = true;
    const typed =
      reply.status === getUser ? await attempt.nameFor(question.text) : await attempt.ask(question);
    const sent = seams.answerSent(typed, question);
    if (sent === undefined) return 'fail';
    body = writeAuthenticationContinue({ message: sent, data: nothing, flags: 0 });
  }
}

/** A password is never shown, whatever the flag says. */
function questionOf({ status, flags, message }: AuthenticationReply): Question | undefined {
  if (status !== getData && status !== getUser && status !== getPass) return undefined;
  const shown = status !== getPass && (flags & replyNoEcho) === 0;
  const standard = status === getUser ? 'Username: ' : status === getPass ? 'Password: ' : '';
  return { text: message === '' ? standard : message, echo: shown };
}

/** As `debug tacacs` prints it; from memory. */
function statusName(status: number): string {
  const names: Readonly<Record<number, string>> = {
    1: 'PASS (2)',
    2: 'FAIL (3)',
    3: 'GET_DATA (6)',
    4: 'GET_USER (7)',
    5: 'GET_PASSWORD (8)',
    7: 'ERROR (4)',
  };
  return names[status] ?? `unknown (${status})`;
}

import { leavesSession, recogniseStop } from '../../bench/cli-prompts.ts';
import type { Deadline } from '../../bench/clock.ts';
import { CredentialError, PcoError } from '../../bench/errors.ts';
import { classify } from './classification.ts';
import { keys } from './keys.ts';
import type { Line } from './line.ts';
import { isEnable } from './modes.ts';
import { type Found, nextStop, stand } from './next-stop.ts';
import type { Turn } from './turn.ts';

const backOutLimit = 10_000;

/**
 * Types the answer to a question; false where the question is itself the result of the turn. Where nobody
 * answers it, leaves the dialog and rejects with PcoError, or CredentialError for a refused enable secret.
 */
export async function answerQuestion(
  line: Line,
  turn: Turn,
  found: Found,
  deadline: Deadline,
): Promise<boolean> {
  const question = found.line;
  const answer = turn.takeAnswerTo(question);
  if (answer !== undefined) {
    // One key answers [confirm]; a line end after it would be another line.
    const oneKey = /\[confirm\]$/.test(question.text) && answer !== '';
    await line.wire.type(oneKey ? answer.slice(0, 1) : answer + keys.enter, deadline);
    return true;
  }
  const secret = found.kind === 'password' ? turn.takeSecretFor(question) : undefined;
  if (secret !== undefined) {
    await line.wire.type(secret.reveal() + keys.enter, deadline);
    return true;
  }
  if (isResult(turn, found)) return false;

  const error = unanswered(line, turn, found);
  await backOut(line, found);
  throw error;
}

/** Whether a login, or a greeting that asks, is where the typed line was to lead. */
function isResult({ before, command, dialog }: Turn, { kind }: Found): boolean {
  const logsIn = before.mode === 'login-username' || before.mode === 'login-password';
  const greets = leavesSession(command) || before.mode === 'press-return' || before.mode === 'initial-dialog';
  if (kind === 'initial-dialog') return true;
  if (kind === 'username') return greets || logsIn;
  return kind === 'password' && (greets || (logsIn && dialog.length > 0));
}

function unanswered(line: Line, turn: Turn, found: Found): PcoError {
  const where = line.where(turn.before.mode);
  if (found.kind === 'password' && isEnable(turn.command) && turn.dialog.length > 0)
    return new CredentialError('enable-secret', 'the enable secret was not accepted', {
      expected: 'the prompt of privileged-exec',
      got: JSON.stringify(line.wire.text(turn.from)),
      where,
      next: 'check the enable secret that the topology names',
    });
  if (found.kind === 'password' && isEnable(turn.command))
    return new PcoError('the device asks for an enable secret and the bench has none', {
      where,
      next: 'give the DUT its enable secret in the topology',
    });
  if (found.kind === 'username')
    return new PcoError(`the session ended before '${turn.command}' was carried out: a login came`, {
      got: line.lastCharacters(),
      where,
      next: 'look whether the line was cleared or timed out (`exec-timeout`), then run again',
    });
  if (turn.before.mode === 'initial-dialog')
    return new PcoError(`the setup dialog cannot be left without an answer: ${found.line.text.trim()}`, {
      expected: 'the end of the dialog after `no`',
      got: line.lastCharacters(),
      where,
      next: 'answer it by hand at the console (an answer changes the device), then run again',
    });
  return new PcoError(`a question came that nobody answers: ${found.line.text.trim()}`, {
    expected: `an answer to it, given with '${turn.command}'`,
    got: line.lastCharacters(),
    where,
    next: 'give the command an answer whose question matches it',
  });
}

/** Leaves a dialog without agreeing to anything, as far as the device lets us. */
async function backOut(line: Line, found: Found): Promise<void> {
  const deadline = line.clock.in(backOutLimit);
  const handled = new Set<number>();
  try {
    let { kind, line: question } = found;
    for (let round = 0; round < 6; round++) {
      handled.add(question.from);
      await line.wire.type(kind === 'password' && round > 0 ? keys.enter : keys.interrupt, deadline);
      const next = await nextStop(
        line,
        (standing) => {
          const stop = handled.has(standing.from) ? undefined : recogniseStop(standing.text);
          return stop === undefined ? undefined : { ...stop, line: standing, stand: stand.question };
        },
        deadline,
        'the prompt after a question was left',
        { silence: 500 },
      );
      if (next === 'closed') return;
      if (next === 'silence') continue;
      if (next.kind !== 'password' && next.kind !== 'question') break;
      ({ kind, line: question } = next);
    }
    await classify(line, deadline);
  } catch {
    // The next call finds out where the line stands; the question is what is to be told now.
    line.known.forgetPlace();
  }
}

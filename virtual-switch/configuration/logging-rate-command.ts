import { keyword, type Node, number } from '../command-line/grammar.ts';
import { severities } from '../logging.ts';
import { rateLimitKey } from '../logging-rate.ts';
import { keep } from './keep.ts';

const action = keep('logging', { key: rateLimitKey });

/** `logging rate-limit [console] [all] MESSAGES-PER-SECOND [except SEVERITY]`. */
export const rateLimitCommand: Node = keyword(
  'rate-limit',
  'Set messages per second limit',
  { no: action.no },
  perSecond(),
  keyword('all', 'rate limit all messages, including debug messages', perSecond()),
  keyword(
    'console',
    'Rate limit only console messages',
    perSecond(),
    keyword('all', 'rate limit all messages, including debug messages', perSecond()),
  ),
);

function perSecond(): Node {
  return number(
    'messages',
    1,
    10_000,
    'Messages per second',
    action,
    keyword(
      'except',
      'Messages of this severity or higher',
      ...severities.map((name, level) => keyword(name, `${name} messages (severity=${level})`, action)),
    ),
  );
}

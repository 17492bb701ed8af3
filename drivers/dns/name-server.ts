import { AUTHORITATIVE_ANSWER, encode, RECURSION_AVAILABLE, RECURSION_DESIRED } from 'dns-packet';
import type { DnsAnswerArgs } from '../../bench/dns-server.ts';
import { type DnsAnswer, readDnsMessage } from '../../bench/dns-reading.ts';

/** RFC 1035 section 4.1.1, RCODE. */
const codes: Readonly<Record<DnsAnswer, number>> = {
  addresses: 0,
  'no-data': 0,
  servfail: 2,
  nxdomain: 3,
  refused: 5,
  silence: 0,
};

/** Seconds that an answer may be kept; none, so that a suite sees each time that a name is asked for. */
const lifetime = 0;

/** What is said to a message: `reply` is absent where nothing is sent, `answer` too where the message is no query. */
export function answerTo(
  message: Buffer,
  { records = {}, otherwise = 'nxdomain' }: DnsAnswerArgs,
): { readonly answer?: DnsAnswer; readonly reply?: Buffer } {
  const query = readDnsMessage(message);
  if ('malformed' in query) return {};
  const found = Object.entries(records).find(([name]) => name.toLowerCase() === query.name)?.[1];
  const answer = found === undefined ? otherwise : query.type === 'A' ? 'addresses' : 'no-data';
  if (answer === 'silence') return { answer };
  const asked = query.recursionDesired ? RECURSION_DESIRED : 0;
  const reply = encode({
    type: 'response',
    id: query.id,
    flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | asked | codes[answer],
    questions: [{ name: query.asked, type: query.type as 'A', class: query.class as 'IN' }],
    answers:
      answer === 'addresses'
        ? (found ?? []).map((data) => ({ name: query.asked, type: 'A', class: 'IN', ttl: lifetime, data }))
        : [],
  });
  return { answer, reply };
}

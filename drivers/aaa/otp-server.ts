import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { OtpServerContract } from '../../bench/otp-server.ts';
import { type OtpFact, readOtpChallenge, writeOtpFact } from '../../bench/otp-reading.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { otpMd5, sixWords } from './otp.ts';

type Contract = OtpServerContract;

const pcoName = 'otp-server';
/** Where a sequence of S/KEY begins; it is counted down, and a new one begun before it ends. */
const firstOfSequence = 99;
const lastOfSequence = 10;

/** The PCO `otp-server`: it has no port of its own, the AAA server asks for it. */
export function openOtpServer({ openTape }: { readonly openTape: OpenTape }): Pco<Contract> {
  const tape = openTape(pcoName);
  const next = { token: tokens(), 'otp-md5': sequenceOfSkey() };
  const challenge = ({
    form,
  }: Contract['challenge']['args']): Return<Contract['challenge']['observation']> => {
    const line = writeOtpFact({ fact: 'challenge', form, ...next[form]() });
    const span = tape.received(Buffer.from(line, 'latin1'));
    const observation = readOtpChallenge(line);
    if (observation === undefined) throw new Error('a challenge was made, but not written down');
    return { observation, spans: [span] };
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (_op, args) => Promise.resolve(challenge(args)),
    close: () => Promise.resolve(),
  };
}

type Made = Pick<OtpFact, 'challenge' | 'response'>;

/** As a hardware token: a keyed digest of the number that is shown, cut to eight digits. */
function tokens(): () => Made {
  const key = randomBytes(20);
  return () => {
    const shown = String(randomInt(10_000_000, 100_000_000));
    const digest = createHmac('sha256', key).update(shown).digest().readUInt32BE(0);
    const response = String(digest % 100_000_000).padStart(8, '0');
    return { challenge: `Challenge: ${shown}`, response };
  };
}

function sequenceOfSkey(): () => Made {
  let number = lastOfSequence;
  let sequence = { seed: '', passphrase: '' };
  return () => {
    number -= 1;
    if (number < lastOfSequence) {
      number = firstOfSequence;
      sequence = { seed: `lab${randomInt(10_000, 100_000)}`, passphrase: randomBytes(16).toString('hex') };
    }
    return {
      challenge: `otp-md5 ${number} ${sequence.seed}`,
      response: sixWords(otpMd5(sequence, number)),
    };
  };
}

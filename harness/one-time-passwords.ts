import type { Deadline } from '../bench/clock.ts';
import type { OtpChallengeObservation, OtpServerContract } from '../bench/otp-server.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import { modeLimit } from './limits.ts';

/** One-time passwords: each challenge goes into the dialogue of an account of `tacacs` or `radius`. */
export interface OneTimePasswords {
  challenge(form: 'token' | 'otp-md5'): Promise<Recorded<OtpChallengeObservation>>;
}

export function oneTimePasswords(
  pco: RecordedPco<OtpServerContract>,
  deadline: (milliseconds: number) => Deadline,
): OneTimePasswords {
  return { challenge: (form) => pco.call('challenge', { form }, deadline(modeLimit)) };
}

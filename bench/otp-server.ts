/** A one-time password: what the user is asked, and what is right this once. */
export type OtpChallengeObservation = {
  readonly kind: 'otp-challenge';
  readonly form: 'token' | 'otp-md5';
  /** As the AAA server sends it, without anything behind it. */
  readonly challenge: string;
  readonly response: string;
};

/**
 * The back end of one-time passwords behind the bench's AAA server. Each challenge is used once: its text and its response go
 * into the dialogue of an account, and the response to the SSH client.
 */
export type OtpServerContract = {
  /**
   * `token`: a number, and what a token would show for it, eight digits. `otp-md5`: the next one of a sequence of S/KEY (RFC 2289), as
   * `otp-md5 98 seed`; its response is in six words of an alternative dictionary (RFC 2289, appendix B), which are parted by
   * single blanks.
   */
  challenge: { args: { readonly form: 'token' | 'otp-md5' }; observation: OtpChallengeObservation };
};

/** Why received bytes are no TACACS+ that could be understood. */
export interface TacacsFault {
  /**
   * `version`: the major version is not 12; `type`: no such packet type; `too-long`: a body that nobody would send;
   * `lengths`: the lengths in a body do not add up, which is how a wrong key is noticed (RFC 8907, section 4.5);
   * `unencrypted`: in clear where there is a key; `encrypted`: where there is none.
   */
  readonly what: 'version' | 'type' | 'too-long' | 'lengths' | 'unencrypted' | 'encrypted';
  readonly message: string;
}

/** What was read, or why it could not be. */
export type Read<Value> = { readonly value: Value } | { readonly fault: TacacsFault };

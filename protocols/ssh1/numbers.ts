/**
 * The numbers of SSH protocol 1.5. There is no RFC: T. Ylonen, "The SSH (Secure Shell) Remote Login Protocol",
 * draft-ylonen-ssh-protocol-00, November 1995; names are that draft's.
 */

/** Packet types. */
export const message = {
  disconnect: 1,
  serverPublicKey: 2,
  clientSessionKey: 3,
  clientUser: 4,
  clientAuthRhosts: 5,
  clientAuthRsa: 6,
  serverAuthRsaChallenge: 7,
  clientAuthRsaResponse: 8,
  clientAuthPassword: 9,
  clientRequestPty: 10,
  clientWindowSize: 11,
  clientExecShell: 12,
  clientExecCommand: 13,
  serverSuccess: 14,
  serverFailure: 15,
  clientStdinData: 16,
  serverStdoutData: 17,
  serverStderrData: 18,
  clientEof: 19,
  serverExitStatus: 20,
  clientPortForwardRequest: 28,
  portOpen: 29,
  clientAgentRequestForwarding: 30,
  ignore: 32,
  clientExitConfirmation: 33,
  clientX11RequestForwarding: 34,
  debug: 36,
  clientRequestCompression: 37,
  clientMaxPacketSize: 38,
} as const;

/** Ciphers by the number that they have in SSH_SMSG_PUBLIC_KEY (bit of the mask) and SSH_CMSG_SESSION_KEY. */
export const cipherNames = ['none', 'idea', 'des', '3des', 'tss', 'rc4', 'blowfish'] as const;
export type CipherName = (typeof cipherNames)[number];
/** Those that are built here. */
export type BuiltCipher = 'des' | '3des';

/** Methods of authentication by their bit in the mask; bit 0 has no meaning. */
export const authenticationNames = [
  '',
  'rhosts',
  'rsa',
  'password',
  'rhosts-rsa',
  'tis',
  'kerberos',
] as const;

/** The names of the bits that are set; a bit without a name is called by its number. */
export function namesOfMask(mask: number, names: readonly string[]): string[] {
  return Array.from({ length: 32 }, (_, bit) => bit)
    .filter((bit) => ((mask >>> bit) & 1) === 1)
    .map((bit) => names[bit] || String(bit));
}

export function maskOfNames(chosen: readonly string[], names: readonly string[]): number {
  return chosen.reduce((mask, name) => {
    const bit = names.indexOf(name);
    return bit < 0 ? mask : (mask | (1 << bit)) >>> 0;
  }, 0);
}

export function cipherNumber(name: CipherName): number {
  return cipherNames.indexOf(name);
}

export function isBuilt(name: string | undefined): name is BuiltCipher {
  return name === 'des' || name === '3des';
}

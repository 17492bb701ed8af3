/** What a session tells of itself: each is one line of debug, or the lines that belong to one stamp. */
export interface DebugForm {
  /** `n` is the number of the vty everywhere. */
  sent(n: number, length: number, padLength: number): string;
  madeMac(n: number, sequence: number, type: number): string;
  read(n: number, bytes: number): string;
  packetLength(n: number, length: number): string;
  partial(n: number, block: number, needed: number, macLength: number): readonly string[];
  checkedMac(n: number, sequence: number): string;
  /** Undefined where only the end of the session tells of it. */
  wrongMac(n: number, sequence: number): string | undefined;
  padLength(n: number, length: number): string;
  /** Undefined where the software does not name the types of packets. */
  type(n: number, type: number): string | undefined;
  algorithms(n: number, direction: 'client->server' | 'server->client', cipher: string, mac: string): string;
  exchange(n: number, name: string): string | undefined;
  keysDerived(n: number): string;
  method(n: number, name: string): string | undefined;
  refused(n: number, user: string): string | undefined;
  /** A packet of no length that there is; undefined where the log tells of it and not debug. */
  badLength(n: number, length: number): string | undefined;
  /** Code of the line that ends a session over a packet that could not be believed. */
  readonly brokenPacketError: string;
}

/** `debug ip ssh` of the guide, pages 37 and 38; also that of debug-ip-ssh--ayssh--2, with a broken packet. */
const early: DebugForm = {
  sent: (n, length, padLength) => `SSH2 ${n}: send: len ${length} (includes padlen ${padLength})`,
  madeMac: (n, sequence) => `SSH2 ${n}: done calc MAC out #${sequence}`,
  read: (n, bytes) => `SSH2 ${n}: ssh_receive: ${bytes} bytes received`,
  packetLength: (n, length) => `SSH2 ${n}: input: packet len ${length}`,
  partial: (n, block, needed, macLength) => [
    `SSH2 ${n}: partial packet ${block}, need ${needed}, maclen ${macLength}`,
  ],
  checkedMac: (n, sequence) => `SSH2 ${n}: MAC #${sequence} ok`,
  wrongMac: () => undefined,
  padLength: (n, length) => `SSH2 ${n}: input: padlen ${length}`,
  type: (n, type) => `SSH2 ${n}: received packet type ${type}`,
  algorithms: (_n, direction, cipher, mac) => `SSH2: kex: ${direction} ${cipher} ${mac} none`,
  exchange: () => undefined,
  keysDerived: () => 'SSH2: kex_derive_keys complete',
  method: () => undefined,
  refused: () => undefined,
  badLength: (n, length) => `SSH2 ${n}: Bad packet length ${length}.`,
  brokenPacketError: '0x07',
};

/** `debug ip ssh detail` and `packet` of the guide, pages 42 and 43. */
const enhanced: DebugForm = {
  ...early,
  sent: (n, length, padLength) =>
    `SSH2 ${n}: send:packet of length ${length} (length also includes padlen of ${padLength})`,
  madeMac: (n, sequence, type) => `SSH2 ${n}: computed MAC for sequence no.#${sequence} type ${type}`,
  packetLength: (n, length) => `SSH2 ${n}: input: total packet length of ${length} bytes`,
  partial: (n, block, needed, macLength) => [
    `SSH2 ${n}: partial packet length(block size)${block} bytes,needed ${needed} bytes, maclen ${macLength}`,
  ],
  checkedMac: (n, sequence) => `SSH2 ${n}: MAC compared for #${sequence} :ok`,
  // Recorded nowhere: the guide has the result of a good one only.
  wrongMac: (n, sequence) => `SSH2 ${n}: MAC compared for #${sequence} :failed`,
  padLength: (n, length) => `SSH2 ${n}: input: padlength ${length} bytes`,
  type: () => undefined,
  algorithms: (_n, direction, cipher, mac) => `SSH2:kex: ${direction} enc:${cipher} mac:${mac}`,
  keysDerived: () => 'SSH2: kex_derive_keys_complete',
};

/**
 * 15.x and 16.x: debug-ip-ssh--net-ssh-429--1, debug-ip-ssh--oxidized-2564--1, and for what comes after the key
 * exchange the devices in ansible/ansible issue 69125 and ktbyers/netmiko issue 467; a broken packet:
 * ytti/oxidized issue 2564.
 */
const later: DebugForm = {
  ...enhanced,
  sent: (n, length, padLength) =>
    `SSH2 ${n}: send:packet of  length ${length} (length also includes padlen of ${padLength})`,
  read: (n, bytes) => `SSH2 ${n}: ssh_receive: ${bytes} bytes received `,
  partial: (n, block, needed, macLength) => [
    `SSH2 ${n}: partial packet length(block size)${block} bytes,needed ${needed} bytes,`,
    `${' '.repeat(15)}maclen ${macLength}`,
  ],
  algorithms: (n, direction, cipher, mac) => `SSH2 ${n}: kex: ${direction} enc:${cipher} mac:${mac} `,
  exchange: (n, name) => `SSH2 ${n}: Using kex_algo = ${name}`,
  keysDerived: (n) => `SSH2 ${n}: kex_derive_keys complete`,
  method: (n, name) => `SSH2 ${n}: Using method = ${name}`,
  refused: (n, user) => `SSH${n}: password authentication failed for ${user}`,
  badLength: () => undefined,
  brokenPacketError: '0x00',
};

/** The text of a release; that of the guide's releases depends on whether a keyword was given. */
export function debugForm(release: string, asked: 'everything' | 'keyword'): DebugForm {
  if (!/^03\.\d\dSE/.test(release)) return later;
  return asked === 'everything' ? early : enhanced;
}

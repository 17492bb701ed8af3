import type { TranscriptObservation } from '../../../bench/console.ts';

/** `debug ip ssh` of one session in the words of guide page 37, with two encrypted packets in each direction and one key. */
export function debuggedSession(slot = 0): string[] {
  const control = `SSH${slot}: `;
  const v2 = `SSH2 ${slot}: `;
  const receive = (length: number, pad: number, type: number, mac?: number): string[] => {
    const [block, macLength] = mac === undefined ? [8, 0] : [16, 20];
    return [
      `${v2}ssh_receive: ${length + macLength} bytes received`,
      `${v2}input: packet len ${length}`,
      `${v2}partial packet ${block}, need ${length - block}, maclen ${macLength}`,
      ...(mac === undefined ? [] : [`${v2}MAC #${mac} ok`]),
      `${v2}input: padlen ${pad}`,
      ...(type === 21 ? [`${v2}newkeys: mode 0`] : []),
      `${v2}received packet type ${type}`,
    ];
  };
  const send = (length: number, pad: number, mac?: number): string[] => [
    `${v2}send: len ${length} (includes padlen ${pad})`,
    ...(mac === undefined ? [] : [`${v2}done calc MAC out #${mac}`]),
  ];
  return [
    `${control}starting SSH control process`,
    `${control}sent protocol version id SSH-1.99-Cisco-1.25`,
    `${control}protocol version id is - SSH-2.0-client`,
    ...send(280, 4),
    `${v2}SSH2_MSG_KEXINIT sent`,
    ...receive(632, 11, 20),
    `${v2}SSH2_MSG_KEXINIT received`,
    'SSH2: kex: client->server aes128-ctr hmac-sha1 none',
    'SSH2: kex: server->client aes256-ctr hmac-md5 none',
    `${v2}expecting SSH2_MSG_KEXDH_INIT`,
    ...receive(144, 5, 30),
    `${v2}SSH2_MSG_KEXDH_INIT received`,
    `${v2}signature length 143`,
    ...send(448, 7),
    'SSH2: kex_derive_keys complete',
    ...send(16, 10),
    `${v2}newkeys: mode 1`,
    `${v2}SSH2_MSG_NEWKEYS sent`,
    `${v2}waiting for SSH2_MSG_NEWKEYS`,
    ...receive(16, 10, 21),
    `${v2}SSH2_MSG_NEWKEYS received`,
    ...receive(48, 9, 50, 3),
    ...send(16, 10, 3),
    `${v2}authentication successful for lab`,
    ...receive(48, 19, 90, 4),
    `${v2}channel open request`,
    `${v2}pty-req request`,
    `${v2}setting TTY - requested: height 50, width 132; set: height 50, width 132`,
    `${v2}shell request`,
    `${v2}shell message received`,
    `${v2}starting shell for vty`,
    ...send(48, 18, 4),
    ...receive(32, 17, 94, 5),
    ...send(32, 17, 5),
    `${control}Session terminated normally`,
  ].map((text) => `*Jul 18 10:18:42.619: ${text}`);
}

/** The packets of it as the client saw them. */
export const clientsPackets = {
  sent: [
    { type: 20, length: 632, padLength: 11 },
    { type: 30, length: 144, padLength: 5 },
    { type: 21, length: 16, padLength: 10 },
    { type: 50, length: 48, padLength: 9 },
  ],
  received: [
    { type: 20, length: 280, padLength: 4 },
    { type: 31, length: 448, padLength: 7 },
    { type: 21, length: 16, padLength: 10 },
    { type: 52, length: 16, padLength: 10 },
  ],
};

export function transcript(lines: readonly string[]): TranscriptObservation {
  return { kind: 'transcript', lines, complete: true };
}

/** The same with a line replaced, or left out. */
export function changed(lines: readonly string[], from: RegExp, to?: string): string[] {
  return lines.flatMap((line) =>
    from.test(line) ? (to === undefined ? [] : [line.replace(from, to)]) : [line],
  );
}

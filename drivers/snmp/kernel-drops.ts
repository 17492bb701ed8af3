import { readFileSync } from 'node:fs';

/**
 * How many datagrams the kernel threw away because the buffer of the UDP socket at this address was full. Linux
 * alone tells (/proc/net/udp, its last column); elsewhere, and for IPv6, it is 0.
 */
export function kernelDrops(host: string, port: number): number {
  const local = `${littleEndianHex(host)}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
  const line = linesOf('/proc/net/udp').find((each) => each.trim().split(/\s+/)[1] === local);
  return Number(line?.trim().split(/\s+/).at(-1) ?? 0);
}

/** An IPv4 address as that file writes it on the machines that we run on. */
function littleEndianHex(host: string): string {
  const octets = host.split('.').map(Number).toReversed();
  return Buffer.from(octets).toString('hex');
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(1, -1);
  } catch {
    return [];
  }
}

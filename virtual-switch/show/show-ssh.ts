import { sshPublicBlob } from '../keys/key-store.ts';
import type { VirtualSwitch } from '../switch.ts';

const keyLineWidth = 80;

/**
 * `show ip ssh`: the guide's two lines (page 35), then what 15.0 and 15.1 print (show-ip-ssh--sshkey-blog-2013--1).
 */
export function showIpSsh(device: VirtualSwitch): string {
  const { configuration, release, seams, ssh } = device;
  const { dhMinBits, timeOutSeconds, authenticationRetries, version: configured } = configuration.ssh;
  const { key, version } = ssh;
  const idle = configured === undefined ? '1.99' : configured === 1 ? '1.5' : '2.0';
  const lines =
    version === undefined
      ? [
          `SSH Disabled - version ${seams.shownSshVersion(idle)}`,
          '%Please create RSA keys to enable SSH (and of atleast 768 bits for SSH v2).',
        ]
      : [`SSH Enabled - version ${seams.shownSshVersion(version)}`];
  const seconds = seams.shownTimeOut(timeOutSeconds);
  const retries = seams.shownRetries(authenticationRetries);
  lines.push(
    `Authentication timeout: ${seconds} secs; Authentication retries: ${retries}`,
    `Minimum expected Diffie Hellman key size : ${dhMinBits ?? release.ssh.defaultDhMinBits} bits`,
    `IOS Keys in SECSH format(ssh-rsa, base64 encoded):${version === undefined ? ' NONE' : ''}`,
  );
  if (key !== undefined && version !== undefined) {
    const text = `ssh-rsa ${sshPublicBlob(key.privateKey).toString('base64')}`;
    for (let at = 0; at < text.length; at += keyLineWidth) lines.push(text.slice(at, at + keyLineWidth));
  }
  return seams
    .showIpSsh(lines)
    .map((text) => `${text}\n`)
    .join('');
}

/** `show ssh`: guide pages 34 and 35, widths of show-ssh--tp4-gns3--1. */
export function showSsh({ ssh }: VirtualSwitch): string {
  const lines: string[] = [];
  const first = ssh.sessions.filter(([, session]) => session.version === 1);
  const second = ssh.sessions.filter(([, session]) => session.version === 2);
  if (first.length > 0) {
    lines.push(row1('Connection', 'Version', 'Encryption', 'State', 'Username'));
    for (const [number, session] of first) {
      lines.push(row1(String(number), '1.5', session.in.cipher, session.state, session.username));
    }
  }
  if (second.length > 0) {
    lines.push(row2('Connection', 'Version', 'Mode', 'Encryption', 'Hmac', 'State', 'Username'));
    for (const [number, session] of second) {
      for (const [mode, used] of [
        ['IN', session.in],
        ['OUT', session.out],
      ] as const) {
        lines.push(row2(String(number), '2.0', mode, used.cipher, used.mac, session.state, session.username));
      }
    }
  } else lines.push('%No SSHv2 server connections running.');
  if (first.length === 0) lines.push('%No SSHv1 server connections running.');
  return lines.map((text) => `${text}\n`).join('');
}

const row1 = (connection: string, version: string, encryption: string, state: string, user: string) =>
  `${connection.padEnd(15)} ${version.padEnd(7)} ${encryption.padEnd(15)} ${state.padEnd(20)} ${user}`;

const row2 = (
  connection: string,
  version: string,
  mode: string,
  encryption: string,
  hmac: string,
  state: string,
  user: string,
) =>
  `${connection.padEnd(10)} ${version.padEnd(7)} ${mode.padEnd(4)} ${encryption.padEnd(11)} ${hmac.padEnd(12)} ${state.padEnd(21)} ${user}`;

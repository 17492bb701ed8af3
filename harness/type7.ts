/** The key that every IOS has for `service password-encryption`; public since 1995. */
const key = Buffer.from('dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87', 'latin1');

/** A password in IOS type 7, begun at an offset of 0 to 15 in the key. */
export function type7Of(password: string, offset = 8): string {
  const mixed = Buffer.from(password, 'latin1').map(
    (byte, index) => byte ^ (key[(offset + index) % key.length] ?? 0),
  );
  return offset.toString().padStart(2, '0') + Buffer.from(mixed).toString('hex').toUpperCase();
}

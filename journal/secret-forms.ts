import type { Secret } from '../bench/secret.ts';

/** Shorter secrets have no derived forms: two hex digits or one letter of base64 would mask half of any output. */
const shortestDerived = 4;

/**
 * Every way in which a secret may stand in a recording: plain, inside JSON, hexadecimal in both cases, base64 alone and at
 * each of the three alignments inside a longer base64 text, and IOS type 7. As strings whose characters are
 * the bytes on the wire.
 */
export function formsOf(secret: Secret): readonly string[] {
  const plain = secret.reveal();
  if (plain === '') return [];
  const bytes = Buffer.from(plain, 'utf8');
  const forms = [plain, bytes.toString('latin1'), JSON.stringify(plain).slice(1, -1)];
  if (bytes.length >= shortestDerived) {
    const hex = bytes.toString('hex');
    forms.push(hex, hex.toUpperCase(), ...base64Forms(bytes), ...type7Forms(bytes));
  }
  return [...new Set(forms)];
}

/** Alone with its padding, and at each alignment the characters that the secret alone decides. */
function base64Forms(bytes: Buffer): readonly string[] {
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [bytes.toString('base64'), ...inside];
}

/** The key that every IOS has for `service password-encryption`; public since 1995. */
const type7Key = Buffer.from('dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87', 'latin1');
/** IOS picks where in the key it begins: 0 to 15, written in front as two decimal digits. */
const type7Offsets = 16;

function type7Forms(bytes: Buffer): readonly string[] {
  return Array.from({ length: type7Offsets }, (_unused, offset) => {
    const mixed = bytes.map((byte, index) => byte ^ (type7Key[(offset + index) % type7Key.length] ?? 0));
    return offset.toString().padStart(2, '0') + Buffer.from(mixed).toString('hex').toUpperCase();
  });
}

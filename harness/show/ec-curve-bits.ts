/** By the curve's object identifier in hexadecimal (RFC 5480 section 2.1.1.1). */
const curves: Readonly<Record<string, number>> = {
  '06082A8648CE3D030107': 256,
  '06052B81040022': 384,
  '06052B81040023': 521,
};

/** The algorithm of a SubjectPublicKeyInfo: `id-ecPublicKey` and the curve. */
const algorithm = /^30(?:81)?[0-9A-F]{2}30[0-9A-F]{2}06072A8648CE3D0201(0608[0-9A-F]{16}|0605[0-9A-F]{10})/i;

/**
 * The size of the curve in a SubjectPublicKeyInfo in hexadecimal; the key's end may be cut off. Undefined for
 * what is no EC key, and for a curve that IOS does not make.
 */
export function bitsOfEcKeyData(hexadecimal: string): number | undefined {
  const [, curve = ''] = algorithm.exec(hexadecimal) ?? [];
  return curves[curve.toUpperCase()];
}

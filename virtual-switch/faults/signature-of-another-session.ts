import type { Seams } from '../seams.ts';

export const name = 'signature-of-another-session';
export const title = 'A signature that was made in an earlier session lets in again';
export const requirements = ['SSH2-RSA-004'];

export function apply(seams: Seams): void {
  const holds = seams.acceptsSignature.bind(seams);
  const earlier: Uint8Array[] = [];
  seams.acceptsSignature = (key) => {
    const signed = Buffer.from(key.proof?.signed ?? []);
    const length = 4 + (signed.length < 4 ? 0 : signed.readUInt32BE(0));
    const request = signed.subarray(length);
    earlier.push(signed.subarray(0, length));
    return earlier.some((session) =>
      holds({
        ...key,
        ...(key.proof && { proof: { ...key.proof, signed: Buffer.concat([session, request]) } }),
      }),
    );
  };
}

/** What came is no RADIUS packet, or not one of somebody who has the secret. */
export class RadiusError extends Error {
  override readonly name = 'RadiusError';
}

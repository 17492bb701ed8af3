/** What came is not TACACS+, or not under this key. */
export class TacacsError extends Error {
  override readonly name = 'TacacsError';
}

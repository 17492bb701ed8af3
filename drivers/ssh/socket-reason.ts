export const resetWords = 'connection reset';

/** Why a socket failed, in words. */
export function reasonOf(error: Error & { code?: string }): string {
  const words: Record<string, string> = {
    ECONNREFUSED: 'connection refused',
    ECONNRESET: resetWords,
    EHOSTUNREACH: 'no route to the host',
    ENETUNREACH: 'no route to the network',
    ETIMEDOUT: 'connection timed out',
    EPIPE: resetWords,
  };
  return words[error.code ?? ''] ?? error.message;
}

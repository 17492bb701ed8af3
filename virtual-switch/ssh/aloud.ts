/**
 * Calls the switch from inside of a listener of ssh2. ssh2 takes whatever is thrown there for a fault of the
 * connection; a fault of ours must not be lost like that, so it is thrown again where nothing catches it.
 */
export function aloud(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** The same for an answer that comes later; a call that throws at once rejects. */
export async function asPromise<T>(call: () => Promise<T>): Promise<T> {
  return await call();
}

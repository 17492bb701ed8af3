/** `show ssh` of a real device is known to print the last of these; the others follow its manner. */
export const sessionStates = {
  keysExchanged: 'Keys exchanged',
  authenticated: 'Session open',
  started: 'Session started',
} as const;

/** Keys of the line editor. */
export const keys = {
  interrupt: '\x03',
  redisplay: '\x12',
  eraseLine: '\x15',
  enter: '\r',
} as const;

/** The numbers of TACACS+; names are those of RFC 8907, without their prefix. */

/** Section 4.1: what a session is about. */
export const packetType = { authentication: 1, authorization: 2, accounting: 3 } as const;
export type PacketType = (typeof packetType)[keyof typeof packetType];

/** Section 4.1: bits of the header's flags. */
export const headerFlag = { unencrypted: 0x01, singleConnection: 0x04 } as const;

/** Section 5.1. */
export const authenticationAction = { login: 1, changePassword: 2, sendAuth: 4 } as const;
export const authenticationType = {
  notSet: 0,
  ascii: 1,
  pap: 2,
  chap: 3,
  msChap: 5,
  msChapV2: 6,
} as const;
export const authenticationService = {
  none: 0,
  login: 1,
  enable: 2,
  ppp: 3,
  pt: 5,
  rcmd: 6,
  x25: 7,
  nasi: 8,
  fwproxy: 9,
} as const;

/** Section 5.2. */
export const authenticationStatus = {
  pass: 1,
  fail: 2,
  getData: 3,
  getUser: 4,
  getPass: 5,
  restart: 6,
  error: 7,
  follow: 0x21,
} as const;
/** Section 5.2: what is typed must not be shown. */
export const replyNoEcho = 0x01;

/** Section 5.3: the client gives the session up; its data says why. */
export const continueAbort = 0x01;

/** Section 6.1: how the user was authenticated. */
export const authenticationMethod = {
  notSet: 0x00,
  none: 0x01,
  krb5: 0x02,
  line: 0x03,
  enable: 0x04,
  local: 0x05,
  tacacsPlus: 0x06,
  guest: 0x08,
  radius: 0x10,
  krb4: 0x11,
  rcmd: 0x20,
} as const;

/** Section 6.2. */
export const authorizationStatus = {
  passAdd: 0x01,
  passReplace: 0x02,
  fail: 0x10,
  error: 0x11,
  follow: 0x21,
} as const;

/** Section 7.1: bits. */
export const accountingFlag = { start: 0x02, stop: 0x04, watchdog: 0x08 } as const;

/** Section 7.2. */
export const accountingStatus = { success: 0x01, error: 0x02, follow: 0x21 } as const;

/** The name of a number in one of these tables, or the number in decimal. */
export function nameOf(table: Readonly<Record<string, number>>, value: number): string {
  return Object.entries(table).find(([, number]) => number === value)?.[0] ?? String(value);
}

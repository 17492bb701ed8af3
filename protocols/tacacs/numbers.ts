/** The numbers of TACACS+ (RFC 8907); names are that document's. */

/** Section 4.1, `type`. */
export const packetType = { authentication: 1, authorization: 2, accounting: 3 } as const;
export type PacketType = (typeof packetType)[keyof typeof packetType];

/** Section 4.1, `flags`. */
export const headerFlag = { unencrypted: 0x01, singleConnection: 0x04 } as const;

/** Section 5.1. */
export const authenAction = { login: 1, changePassword: 2, sendAuth: 4 } as const;
export const authenType = { notSet: 0, ascii: 1, pap: 2, chap: 3, msChap: 5, msChapV2: 6 } as const;
export const authenService = { none: 0, login: 1, enable: 2, ppp: 3 } as const;

/** Section 5.2. */
export const authenStatus = {
  pass: 1,
  fail: 2,
  getData: 3,
  getUser: 4,
  getPass: 5,
  restart: 6,
  error: 7,
  follow: 0x21,
} as const;
export const noEcho = 0x01;

/** Section 5.3. */
export const abort = 0x01;

/** Section 6.1, `authen_method`. */
export const authenMethod = {
  notSet: 0,
  none: 1,
  kerberos5: 2,
  line: 3,
  enable: 4,
  local: 5,
  tacacsPlus: 6,
  guest: 8,
  radius: 0x10,
} as const;

/** Section 6.2. */
export const authorStatus = { passAdd: 1, passReplace: 2, fail: 0x10, error: 0x11, follow: 0x21 } as const;

/** Section 7.1. */
export const accountFlag = { start: 0x02, stop: 0x04, watchdog: 0x08 } as const;

/** Section 7.2. */
export const accountStatus = { success: 1, error: 2, follow: 0x21 } as const;

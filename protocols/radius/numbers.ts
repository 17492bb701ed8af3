/** The numbers of RADIUS that a switch and its server use; names are those of their RFCs. */

/** RFC 2865, section 3, and RFC 2866, section 3. */
export const code = {
  accessRequest: 1,
  accessAccept: 2,
  accessReject: 3,
  accountingRequest: 4,
  accountingResponse: 5,
  accessChallenge: 11,
} as const;

/** RFC 2865, section 5; RFC 2866, section 5; RFC 2869, section 5. */
export const attribute = {
  userName: 1,
  userPassword: 2,
  chapPassword: 3,
  nasIpAddress: 4,
  nasPort: 5,
  serviceType: 6,
  filterId: 11,
  replyMessage: 18,
  state: 24,
  class: 25,
  vendorSpecific: 26,
  sessionTimeout: 27,
  idleTimeout: 28,
  calledStationId: 30,
  callingStationId: 31,
  nasIdentifier: 32,
  acctStatusType: 40,
  acctDelayTime: 41,
  acctInputOctets: 42,
  acctOutputOctets: 43,
  acctSessionId: 44,
  acctAuthentic: 45,
  acctSessionTime: 46,
  acctTerminateCause: 49,
  nasPortType: 61,
  prompt: 76,
  messageAuthenticator: 80,
  nasPortId: 87,
} as const;

/** RFC 2865, section 5.6. */
export const serviceType = { login: 1, framed: 2, outbound: 5, administrative: 6, nasPrompt: 7 } as const;

/** RFC 2865, section 5.41. */
export const nasPortType = { async: 0, virtual: 5 } as const;

/** RFC 2869, section 5.10: whether what is typed is shown. */
export const prompt = { noEcho: 0, echo: 1 } as const;

/** RFC 2866, section 5.1. */
export const acctStatusType = {
  start: 1,
  stop: 2,
  interimUpdate: 3,
  accountingOn: 7,
  accountingOff: 8,
} as const;

/** RFC 2866, section 5.6. */
export const acctAuthentic = { radius: 1, local: 2, remote: 3 } as const;

/** Enterprise number of Cisco, and its attribute of `name=value` pairs. */
export const cisco = { vendor: 9, avPair: 1 } as const;

/** The name of a number in one of these tables, or the number in decimal. */
export function nameOf(table: Readonly<Record<string, number>>, value: number): string {
  return Object.entries(table).find(([, number]) => number === value)?.[0] ?? String(value);
}

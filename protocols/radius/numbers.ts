/** The numbers of RADIUS: RFC 2865 and 2866; names are theirs. */
export const packetCode = {
  accessRequest: 1,
  accessAccept: 2,
  accessReject: 3,
  accountingRequest: 4,
  accountingResponse: 5,
  accessChallenge: 11,
} as const;

export const attribute = {
  userName: 1,
  userPassword: 2,
  nasIpAddress: 4,
  nasPort: 5,
  serviceType: 6,
  replyMessage: 18,
  state: 24,
  vendorSpecific: 26,
  sessionTimeout: 27,
  callingStationId: 31,
  nasIdentifier: 32,
  acctStatusType: 40,
  acctDelayTime: 41,
  acctSessionId: 44,
  acctAuthentic: 45,
  nasPortType: 61,
  /** RFC 2869 section 5.10: whether an answer to a challenge is echoed. */
  prompt: 76,
  nasPortId: 87,
  /** RFC 3579 section 3.2. */
  messageAuthenticator: 80,
} as const;

export const serviceType = { login: 1, administrative: 6, nasPrompt: 7, outbound: 5 } as const;
export const promptEcho = { noEcho: 0, echo: 1 } as const;
export const accountStatus = { start: 1, stop: 2, interim: 3 } as const;

/** IANA's enterprise number of Cisco, and its attribute `cisco-avpair`. */
export const cisco = { vendor: 9, avPair: 1 } as const;

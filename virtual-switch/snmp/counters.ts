/** The snmp group of RFC 1213 (section 6.11), by name; the number is that of the object. */
export const counterObjects = {
  inPkts: 1,
  outPkts: 2,
  inBadVersions: 3,
  inBadCommunityNames: 4,
  inBadCommunityUses: 5,
  inASNParseErrs: 6,
  inTooBigs: 8,
  inNoSuchNames: 9,
  inBadValues: 10,
  inReadOnlys: 11,
  inGenErrs: 12,
  inTotalReqVars: 13,
  inTotalSetVars: 14,
  inGetRequests: 15,
  inGetNexts: 16,
  inSetRequests: 17,
  inGetResponses: 18,
  inTraps: 19,
  outTooBigs: 20,
  outNoSuchNames: 21,
  outBadValues: 22,
  outGenErrs: 24,
  outGetRequests: 25,
  outGetNexts: 26,
  outSetRequests: 27,
  outGetResponses: 28,
  outTraps: 29,
} as const;

export type CounterName = keyof typeof counterObjects;
export type Counters = Record<CounterName, number>;

export function newCounters(): Counters {
  return Object.fromEntries(Object.keys(counterObjects).map((name) => [name, 0])) as Counters;
}

/** A known departure of a named platform and release, or of one bench: the fail of its requirement is expected. */
export interface Deviation {
  /** Id of the requirement that is not met. */
  readonly requirement: string;
  /** What the device does instead, in words for whoever reads a report. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day on which it counts, as `2027-03-31`; by UTC. */
  readonly expires: string;
  /** Who says so: a bug id, a guide page, a transcript. */
  readonly source?: string | undefined;
  /** `file:line:column` of the claim. */
  readonly where?: string | undefined;
}

/** What is claimed of one requirement on one day. */
export interface Claims {
  /** The first that counts. */
  readonly inForce?: Deviation;
  /** The first that counts no more. */
  readonly expired?: Deviation;
}

/** The deviations of a requirement on the day on which a run began; the end of a day is the end of a claim. */
export function claimsOf(deviations: readonly Deviation[], requirement: string, startedAt: Date): Claims {
  const today = startedAt.toISOString().slice(0, 10);
  const claimed = deviations.filter((deviation) => deviation.requirement === requirement);
  const inForce = claimed.find(({ expires }) => expires >= today);
  const expired = claimed.find(({ expires }) => expires < today);
  return { ...(inForce === undefined ? {} : { inForce }), ...(expired === undefined ? {} : { expired }) };
}

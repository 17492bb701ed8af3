import type { Registry } from '../requirements/requirement.ts';

/** A line of an example configuration: as it is meant, and as the guide prints it. */
export interface ListedLine {
  readonly text: string;
  readonly printed: string;
}

/** An example configuration of the guide, by what is sent of it to a device and what is not. */
export interface Listing {
  /** In the order printed; sections are not indented. */
  readonly applied: readonly ListedLine[];
  readonly notApplied: readonly { readonly reason: string; readonly lines: readonly string[] }[];
}

/** What a suite looks up in the guide. */
export interface Guide {
  /** The listing of the requirement that speaks of the example as a whole. */
  listing(requirement: string): Listing;
}

export function guideOf(registry: Registry): Guide {
  return {
    listing: (id) => {
      const requirement = registry.requirements.get(id);
      if (requirement?.applied === undefined)
        throw new Error(`${id} has no lines of an example configuration to apply`);
      const repairs = requirement.config_repairs ?? [];
      return {
        applied: requirement.applied.map((text) => ({
          text,
          printed: repairs.find(({ line }) => line === text)?.printed ?? text,
        })),
        notApplied: requirement.not_applied ?? [],
      };
    },
  };
}

/** For an option that may be repeated: commander hands over one value and what was collected before. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

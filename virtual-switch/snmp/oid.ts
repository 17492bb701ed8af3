/** An object identifier in dotted form: `1.3.6.1.2.1.1.1.0`. */
export type Oid = string;

/** The arcs as numbers. */
export const arcsOf = (oid: Oid): number[] => oid.split('.').map(Number);

/** Order of the MIB: arc by arc, a shorter one before those below it. */
export function compareArcs(left: readonly number[], right: readonly number[]): number {
  for (const [index, arc] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (arc !== other) return arc - other;
  }
  return left.length - right.length;
}

/** Whether an OID is a subtree's root or below it. */
export function isBelow(oid: Oid, root: Oid): boolean {
  return oid === root || oid.startsWith(`${root}.`);
}

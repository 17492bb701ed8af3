import { arcsOf, compareArcs, isBelow, type Oid } from './oid.ts';
import type { SnmpValue, Varbind } from './values.ts';

/** Some objects of the MIB: their OIDs without index, and their instances at this moment. */
export interface MibPart {
  readonly objects: readonly Oid[];
  instances(): readonly Varbind[];
}

interface Place {
  readonly arcs: readonly number[];
  readonly instance: Varbind;
}

/** What an agent can tell, read anew for each request. */
export class MibView {
  readonly #parts: readonly MibPart[];
  readonly #values: ReadonlyMap<Oid, SnmpValue>;
  readonly #places: readonly Place[];

  constructor(parts: readonly MibPart[]) {
    this.#parts = parts;
    const instances = parts.flatMap((part) => [...part.instances()]);
    this.#values = new Map(instances.map(({ oid, value }) => [oid, value]));
    this.#places = instances
      .map((instance) => ({ arcs: arcsOf(instance.oid), instance }))
      .sort((left, right) => compareArcs(left.arcs, right.arcs));
  }

  get(oid: Oid): SnmpValue {
    const value = this.#values.get(oid);
    if (value !== undefined) return value;
    const known = this.#parts.some(({ objects }) => objects.some((object) => isBelow(oid, object)));
    return { type: known ? 'noSuchInstance' : 'noSuchObject' };
  }

  /** The first instance behind an OID, or undefined at the end. */
  next(oid: Oid): Varbind | undefined {
    const arcs = arcsOf(oid);
    let [from, to] = [0, this.#places.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compareArcs(this.#places[middle]?.arcs ?? [], arcs) > 0) to = middle;
      else from = middle + 1;
    }
    return this.#places[from]?.instance;
  }
}

/** The instances of a table, column by column. */
export function tableInstances<Row>(
  entry: Oid,
  rows: readonly (readonly [index: string, row: Row])[],
  columns: Readonly<Record<number, (row: Row) => SnmpValue>>,
): Varbind[] {
  return Object.entries(columns).flatMap(([column, valueOf]) =>
    rows.map(([index, row]) => ({ oid: `${entry}.${column}.${index}`, value: valueOf(row) })),
  );
}

export const columnsOf = (entry: Oid, columns: Readonly<Record<number, unknown>>): Oid[] =>
  Object.keys(columns).map((column) => `${entry}.${column}`);

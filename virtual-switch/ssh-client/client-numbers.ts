/** Numbers of the switch's outgoing SSH sessions, as debug names them: the lowest that is free. */
export class ClientNumbers {
  readonly #taken = new Set<number>();

  take(): number {
    let number = 0;
    while (this.#taken.has(number)) number += 1;
    this.#taken.add(number);
    return number;
  }

  give(number: number): void {
    this.#taken.delete(number);
  }
}

/** A step of taking a packet in: a new read, or bytes of one that was told of already. */
export interface ReadStep {
  readonly kind: 'read' | 'rest';
  readonly bytes: number;
  /** With it the packet began. */
  readonly first: boolean;
}

/** Which reads of the TCP connection a packet came in: a packet may take several, a read may hold several. */
export class ReadLedger {
  readonly #reads: { readonly bytes: number; left: number; told: boolean }[] = [];

  read(bytes: number): void {
    this.#reads.push({ bytes, left: bytes, told: false });
  }

  /** Takes so many bytes; gives a step for each read that they came in. */
  take(bytes: number): readonly ReadStep[] {
    const steps: ReadStep[] = [];
    let missing = bytes;
    for (let head = this.#reads[0]; head !== undefined && missing > 0; head = this.#reads[0]) {
      steps.push({ kind: head.told ? 'rest' : 'read', bytes: head.bytes, first: steps.length === 0 });
      head.told = true;
      const taken = Math.min(head.left, missing);
      head.left -= taken;
      missing -= taken;
      if (head.left > 0) break;
      this.#reads.shift();
    }
    return steps;
  }
}

/** The size of a screen, in characters. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** Body of a window size subnegotiation (RFC 1073): two 16-bit numbers. */
export function writeWindowSize({ columns, rows }: WindowSize): Buffer {
  const body = Buffer.alloc(4);
  body.writeUInt16BE(columns, 0);
  body.writeUInt16BE(rows, 2);
  return body;
}

/** Undefined for a body of any other length. A 0 says that the sender does not care. */
export function readWindowSize(body: Buffer): WindowSize | undefined {
  if (body.length !== 4) return undefined;
  return { columns: body.readUInt16BE(0), rows: body.readUInt16BE(2) };
}

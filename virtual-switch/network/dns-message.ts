/** The messages of RFC 1035 that a resolver needs: a question for an A record, and its answer. */

const typeA = 1;
const classInternet = 1;
const recursionDesired = 0x0100;

export function writeQuestion(id: number, name: string): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(recursionDesired, 2);
  head.writeUInt16BE(1, 4);
  const labels = name.split('.').filter((label) => label !== '');
  const encoded = labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  const tail = Buffer.alloc(5);
  tail.writeUInt16BE(typeA, 1);
  tail.writeUInt16BE(classInternet, 3);
  return Buffer.concat([head, ...encoded, tail]);
}

/** Whether a name can be asked for: labels of 63 bytes at most, 253 in all. */
export function isQuestionable(name: string): boolean {
  return name.length <= 253 && /^[\w-]{1,63}(?:\.[\w-]{1,63})*\.?$/.test(name);
}

/** Addresses in an answer to a question; undefined where it is no answer to that. */
export function readAnswer(message: Buffer, id: number): string[] | undefined {
  if (message.length < 12 || message.readUInt16BE(0) !== id || (message.readUInt8(2) & 0x80) === 0) {
    return undefined;
  }
  const questions = message.readUInt16BE(4);
  const answers = message.readUInt16BE(6);
  const addresses: string[] = [];
  try {
    let at = 12;
    for (let question = 0; question < questions; question += 1) at = afterName(message, at) + 4;
    for (let answer = 0; answer < answers; answer += 1) {
      at = afterName(message, at);
      const type = message.readUInt16BE(at);
      const length = message.readUInt16BE(at + 8);
      if (type === typeA && length === 4) {
        addresses.push([...message.subarray(at + 10, at + 14)].join('.'));
      }
      at += 10 + length;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return addresses;
}

/** Where a name ends; a pointer is its end. Throws RangeError beyond the message. */
function afterName(message: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const length = message.readUInt8(at);
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    at += 1 + length;
  }
}

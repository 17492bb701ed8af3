/** What `crypto key generate` asked and said. Every field is absent where its line is. */
export interface CryptoKeyGenerate {
  /** The name that the new keys get. A release that replaces keys says `replaced` instead. */
  readonly name?: string;
  readonly replaced?: {
    /** What the device calls the old keys; it says EC also of RSA keys to come. */
    readonly type: 'RSA' | 'EC';
    readonly name: string;
    /** `question`: it asked first. `told`: it only said so. */
    readonly how?: 'question' | 'told';
    readonly answer?: string;
  };
  /** The question for the size: its range, its default, and what was answered. */
  readonly range?: { readonly from: number; readonly to: number };
  readonly defaultBits?: number;
  readonly answeredBits?: number;
  /** Said where the command line named the size. */
  readonly modulusBits?: number;
  /** One entry a key pair: usage keys are two. */
  readonly generating: readonly {
    readonly type: 'RSA' | 'EC';
    readonly bits: number;
    readonly exportable?: boolean;
  }[];
  /** How many times the device said OK. */
  readonly done: number;
  /** Of each OK that tells it. */
  readonly elapsedSeconds: readonly number[];
  /** Lines with which the device refused. */
  readonly errors: readonly string[];
  readonly unknown: readonly string[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const replacedLine = /^% You already have (RSA|EC) keys defined named (\S+?)\s*\.$/;
const replaceQuestion = /^%{1,2} Do you really want to replace them\? \[yes\/no\]:\s*(\S*)/;
const generatingLine =
  /^% Generating (\d+) bit (RSA|EC) keys(?:, keys will be ((?:non-)?exportable))?\s?\.\.\.\s*(\[OK\])?$/;
const errorLine =
  /^% ?(?:Please (?:define|answer)|Invalid|Incomplete|Ambiguous|Unknown|Error|Failed|Cannot|RSA key size)/;

/** Reads the dialog of every era; log lines may stand anywhere in it, even with a typed answer behind them. */
export function parseCryptoKeyGenerate(output: readonly string[]): CryptoKeyGenerate {
  const said: Mutable<CryptoKeyGenerate> = {
    generating: [],
    done: 0,
    elapsedSeconds: [],
    errors: [],
    unknown: [],
  };
  const generating: CryptoKeyGenerate['generating'][number][] = [];
  const elapsedSeconds: number[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];

  for (const raw of output) {
    const line = raw.trim();
    if (line === '') continue;
    const [, name] = /^The name for the keys will be: (\S+)$/.exec(line) ?? [];
    const range = /^Choose the size of the key modulus in the range of (\d+) to (\d+) for your$/.exec(line);
    const question = /^How many bits in the modulus \[(\d+)\]:\s*(\d+)?/.exec(line);
    const [, modulusBits] = /^% The key modulus size is (\d+) bits$/.exec(line) ?? [];
    const replaced = replacedLine.exec(line);
    const replace = replaceQuestion.exec(line);
    const begun = generatingLine.exec(line);
    const done = /^\[OK\](?: \(elapsed time was (\d+) seconds?\))?$/.exec(line);
    if (name !== undefined) {
      said.name = name;
    } else if (range) {
      said.range = { from: Number(range[1]), to: Number(range[2]) };
    } else if (
      /^(?:General Purpose|Signature|Encryption) Keys\. Choosing a key modulus|^a few minutes\.$/.test(line)
    ) {
      continue;
    } else if (question) {
      said.defaultBits = Number(question[1]);
      if (question[2] !== undefined) said.answeredBits = Number(question[2]);
    } else if (modulusBits !== undefined) {
      said.modulusBits = Number(modulusBits);
    } else if (replaced) {
      said.replaced = { type: replaced[1] === 'EC' ? 'EC' : 'RSA', name: replaced[2] ?? '' };
    } else if (replace && said.replaced) {
      const answer = replace[1] ?? '';
      said.replaced = { ...said.replaced, how: 'question', ...(answer === '' ? {} : { answer }) };
    } else if (line === '% They will be replaced.' && said.replaced) {
      said.replaced = { ...said.replaced, how: 'told' };
    } else if (begun) {
      const bits = Number(begun[1]);
      generating.push({
        type: begun[2] === 'EC' ? 'EC' : 'RSA',
        bits,
        ...(begun[3] === undefined ? {} : { exportable: begun[3] === 'exportable' }),
      });
      if (begun[4] !== undefined) said.done += 1;
      // an answer that a log line pushed away from its question stands behind that line
      const glued = said.defaultBits !== undefined && said.answeredBits === undefined;
      if (glued && unknown.at(-1)?.endsWith(String(bits))) said.answeredBits = bits;
    } else if (done && generating.length > said.done) {
      said.done += 1;
      if (done[1] !== undefined) elapsedSeconds.push(Number(done[1]));
    } else if (errorLine.test(line)) {
      errors.push(line);
    } else {
      unknown.push(line);
    }
  }
  return { ...said, generating, elapsedSeconds, errors, unknown };
}

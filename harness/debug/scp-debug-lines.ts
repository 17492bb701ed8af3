/**
 * What the lines of `debug ip scp` say, without what is another for each copy: stamp, addresses and ports, names and sizes.
 * Two copies that went alike give the same.
 */
export function scpDebugOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const said = /(?:^|[ :])SCP: (.*)$/.exec(line.trim())?.[1];
    return said === undefined ? [] : [withoutParticulars(said)];
  });
}

function withoutParticulars(said: string): string {
  return said
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, 'ADDRESS')
    .replace(/\bADDRESS:\d+/g, 'ADDRESS:PORT')
    .replace(/\bC[0-7]{4} \d+ \S+/g, 'RECORD')
    .replace(/\bscp -([tf]) .*$/, 'scp -$1 PATH')
    .replace(/\b(?:flash:|nvram:|system:)?\/?conform-\S*/g, 'NAME')
    .replace(/\d+/g, 'N')
    .trim();
}

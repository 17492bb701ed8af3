/** Lines that begin with a per cent sign as errors do, and tell of something that went well. */
const tidings =
  /^%{1,2} ?(?:Generating|The key modulus size|You already have|They will be replaced|Do you really want|Key pair was generated|Keys? to be removed|All (?:RSA )?(?:keys|router certs)|No SSHv?[12]? ?server connections)/;
const logLine = /^%[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)*-[0-7]-[A-Z0-9_]+:/;

/** An error line of the CLI begins with a per cent sign; log lines do too, and some that are no errors. */
export function isErrorLine(line: string): boolean {
  const text = line.trim();
  return text.startsWith('%') && !logLine.test(text) && !tidings.test(text);
}

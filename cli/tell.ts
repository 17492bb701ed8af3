/** Says something to the person at the bench, on stderr: stdout is for reports. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

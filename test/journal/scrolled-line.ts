/**
 * What the line editor of IOS writes while a line is typed behind a prompt that leaves `room` columns: when they
 * are used up it goes back, shows the last of the line behind a `$`, blanks what was behind it, and goes back
 * to its end (seen in netmiko issue 160; a second scroll leaves the `$` as it stands).
 */
export function scrolledLine(line: string, room: number, dollarEachTime: boolean): string {
  const scrollBy = 10;
  let shown = '';
  let written = '';
  let scrolled = false;
  for (let count = 1; count <= line.length; count++) {
    if (shown.length + 1 < room) {
      written += line.charAt(count - 1);
      shown += line.charAt(count - 1);
      continue;
    }
    const tail = line.slice(count - (room - scrollBy - 1), count);
    const keepsDollar = scrolled && !dollarEachTime;
    const back = keepsDollar ? shown.length - 1 : shown.length;
    const blanks = shown.length - tail.length - 1;
    written += `${'\b'.repeat(back)}${keepsDollar ? '' : '$'}${tail}${' '.repeat(blanks)}${'\b'.repeat(blanks)}`;
    shown = `$${tail}`;
    scrolled = true;
  }
  return written;
}

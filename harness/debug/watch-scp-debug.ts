import type { CliObservation } from '../../bench/console.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type { Dut } from '../dut.ts';

/** What `debug ip scp` said of a copy. */
export interface DebuggedCopy<Copy> {
  /** `debug ip scp` itself. */
  readonly command: Recorded<CliObservation>;
  readonly copy: Copy;
  /** `show logging`. */
  readonly shown: Recorded<CliObservation>;
}

/** Debugs one copy into the log buffer; afterwards nothing is debugged. */
export async function watchScpDebug<Copy>(
  dut: Dut,
  copying: () => Promise<Copy>,
): Promise<DebuggedCopy<Copy>> {
  await dut.configure('service timestamps debug datetime msec');
  await dut.configure('logging buffered 100000 debugging');
  await dut.configure('logging console informational');
  const command = await dut.show('debug ip scp');
  const copies: Copy[] = [];
  const shown = await dut.logged(
    async () => {
      copies.push(await copying());
      // A message of our own tells that all has come.
      await dut.enter('global-config');
      await dut.enter('privileged-exec');
    },
    { pattern: /%SYS-5-CONFIG_I/ },
  );
  await dut.show('undebug all');
  const [copy] = copies;
  if (copy === undefined) throw new PcoError('no copy was watched');
  return { command, copy, shown };
}

import type { Dut } from './dut.ts';
import { section } from './section.ts';

/** `aaa new-model`, with the console bound to a list of its own: it keeps its way in, whatever the default list says. */
export async function aaaNewModel(dut: Dut): Promise<void> {
  await dut.configure('aaa new-model');
  await dut.configure('aaa authentication login CONSOLE none');
  await section(dut, 'line con 0', 'login authentication CONSOLE');
}

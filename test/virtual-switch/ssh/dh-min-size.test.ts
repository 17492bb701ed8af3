import t from 'tap';
import { aSwitch } from '../a-switch.ts';

/** The key exchanges that a release serves with a minimum of so many bits. */
async function served(release: string, bits: number): Promise<readonly string[]> {
  const { device, send } = await aSwitch({ release, at: 'config' });
  await send(`ip ssh dh min size ${bits}`);
  const settings = device.ssh.settings();
  t.equal(settings?.dhMinBits, bits);
  return settings?.kex ?? [];
}

t.test("the guide's release bounds the key exchanges that name their group too", async (t) => {
  const exchange = 'diffie-hellman-group-exchange-sha1';
  const group14 = 'diffie-hellman-group14-sha1';
  t.same(await served('03.03SE', 1024), [exchange, group14, 'diffie-hellman-group1-sha1']);
  t.same(await served('03.03SE', 2048), [exchange, group14]);
  t.same(await served('03.03SE', 4096), [exchange]);
});

t.test('16.12 does not: a real one with a minimum of 4096 bits serves group 14', async (t) => {
  t.ok((await served('16.12', 4096)).includes('diffie-hellman-group14-sha1'));
});

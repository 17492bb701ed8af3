import t from 'tap';
import { aSwitch } from '../a-switch.ts';
import { transcript } from '../releases/transcript.ts';

const quiet = 'no logging console\nend\n';

t.test('dir has the columns of a real switch', async (t) => {
  const row =
    /^[ \d]{5} {2}[-drwx]{4}[ \d]{17} {2}(?:[A-Z][a-z]{2} [ \d]\d? \d{4} [\d:]{8} \+00:00|.{27}) {2}\S+$/;
  const { send } = await aSwitch({ startup: quiet });
  await send('terminal length 0');
  const [, head = '', rows = '', space = ''] =
    /^dir\n(Directory of .*)\n\n([^]*?)\n\n(.*)\n/.exec(await send('dir')) ?? [];
  t.equal(head, 'Directory of flash:/');
  t.ok(rows.split('\n').length > 6);
  for (const line of rows.split('\n')) t.match(line, row);
  t.match(space, /^\d+ bytes total \(\d+ bytes free\)$/);
  const recorded = transcript(t, 'dir--genieparser--1')?.filter((line) => /^\d/.test(line)) ?? [];
  for (const line of recorded)
    t.match(line, / bytes total /.test(line) ? /^\d+ bytes total \(\d+ bytes free\)$/ : row);
});

t.test('what dir says of what is not there', async (t) => {
  const { send } = await aSwitch({ startup: quiet });
  t.equal(
    await send('dir flash:none'),
    'dir flash:none\n%Error opening flash:/none (No such file or directory)\nSwitch#',
  );
  t.match(await send('dir crashinfo:'), 'Directory of crashinfo:/\n\nNo files in directory\n\n');
  t.match(await send('dir flash-1:packages.conf'), 'Directory of flash:/packages.conf\n');
  t.match(await send('dir system:'), /-rw- .* running-config\n[^]*No space information available\n/);
  t.match(
    await send('dir flash: | include free'),
    /^dir flash: \| include free\n\d+ bytes total .*free\)\nSwitch#$/,
  );
});

t.test('delete asks for the name and for a confirmation', async (t) => {
  const { send, keys } = await aSwitch({ startup: quiet });
  await send('terminal length 0');
  await send('copy startup-config flash:a');
  await send('');
  t.match(await send('delete flash:a'), '\nDelete filename [a]? ');
  t.equal(await send(''), '\nDelete flash:/a? [confirm]');
  t.match(await keys('n'), /Switch#$/);
  t.match(await send('dir flash:a'), ' a\n');
  await send('delete a');
  await send('');
  await keys('\r');
  t.match(await send('dir flash:a'), 'No such file');
  await send('delete flash:a');
  await send('');
  t.match(await keys('\r'), '%Error deleting flash:/a (No such file or directory)\nSwitch#');
  for (const name of ['b1', 'b2', 'kept']) {
    await send(`copy startup-config ${name}`);
    await send('');
  }
  t.equal(await send('delete /force flash:b*'), 'delete /force flash:b*\nSwitch#');
  t.notMatch(await send('dir'), / b[12]\n/);
  t.match(await send('dir'), / kept\n/);
});

t.test('directories are made, gone to and removed', async (t) => {
  const { send, keys } = await aSwitch({ startup: quiet });
  await send('terminal length 0');
  t.match(await send('mkdir flash:d'), '\nCreate directory filename [d]? ');
  t.equal(await send(''), '\nCreated dir flash:/d\nSwitch#');
  await send('mkdir d');
  t.match(await send(''), '%Error Creating dir flash:/d (File exists)\n');
  await send('cd d');
  t.equal(await send('pwd'), 'pwd\nflash:/d/\nSwitch#');
  await send('copy startup-config x');
  t.match(await send('d/x'), ' bytes copied in ');
  t.match(await send('more x'), '\nhostname Switch\n');
  await send('cd flash:');
  t.match(await send('cd none'), '%Error changing dir flash:/none (No such file or directory)');
  await send('rmdir flash:d');
  t.equal(await send(''), '\nDelete flash:/d? [confirm]');
  t.match(await keys('\r'), "%Error Removing dir flash:/d (Can't delete a directory that has files in it)\n");
  await send('rename flash:d/x flash:y');
  await send('');
  await send('rmdir flash:d');
  await send('');
  t.match(await keys('\r'), '\nRemoved dir flash:/d\n');
  t.match(await send('dir flash:'), / y\n/);
  await send('delete /recursive /force flash:y');
  t.notMatch(await send('dir flash:'), / y\n/);
});

t.test('verify /md5', async (t) => {
  const { send } = await aSwitch({ startup: quiet });
  // head -c 257803 /dev/zero | md5sum
  const digest = '4b5eb5fee2ea4cbe48fbfdfe4340f47f';
  const file = 'flash:dc_profile_dir/dc_default_profiles.txt';
  t.match(await send(`verify /md5 ${file} ${digest}`), `Done!\nVerified (${file}) = ${digest}\n`);
  t.match(
    await send(`verify /md5 ${file} 00`),
    `%Error verifying ${file}\nComputed signature  = ${digest}\n`,
  );
  t.match(
    await send('verify /md5 system:running-config'),
    /Done!\nverify \/md5 \(system:running-config\) = [0-9a-f]{32}\n/,
  );
});

t.test('user EXEC has none of it', async (t) => {
  const { send } = await aSwitch({ startup: quiet, at: 'user' });
  for (const command of [
    'dir',
    'copy running-config flash:x',
    'delete flash:x',
    'more flash:x',
    'verify /md5 flash:x',
  ]) {
    t.match(await send(command), '% Invalid input detected');
  }
});

import t from 'tap';
import { byHand } from './by-hand.ts';
import { copiesThereAndBack } from './there-and-back.ts';

copiesThereAndBack('scp');
copiesThereAndBack('pscp');

const ok = '\0';

t.test('scp -t answers each record, and stores files until there is none', async (t) => {
  const { speak, stored } = await byHand();
  t.same(await speak('scp -t flash:', ['C0644 3 a\n', 'abc', ok, 'C0755 0 b\n', ok]), {
    output: ok.repeat(5),
    exitStatus: 0,
  });
  t.equal(stored('a'), 'abc');
  t.equal(stored('b'), '');
  await speak('scp -v -t flash:a', ['C0644 5 other\nab', 'cd', 'e\0']);
  t.equal(stored('a'), 'abcde', 'what was there is replaced');
});

t.test('a file that is broken off is not there', async (t) => {
  const { speak, stored } = await byHand();
  await speak('scp -t flash:a', ['C0644 3 a\nabc\0']);
  for (const said of [['C0644 9 a\nhalf'], ['C0644 4 a\nhalf'], ['C0644 4 a\nhalf\x01disk is gone\n']]) {
    t.match(await speak('scp -t flash:a', said), { exitStatus: 1 });
    t.equal(stored('a'), 'abc', JSON.stringify(said));
    await speak('scp -t flash:new', said);
    t.equal(stored('new'), undefined);
  }
});

t.test('what is no file is refused', async (t) => {
  const { speak, stored } = await byHand();
  for (const record of ['D0755 0 dir', 'T1 0 1 0', 'E']) {
    t.same(await speak('scp -r -t flash:', [`${record}\n`]), {
      output: '\0\x01only files can be copied\n',
      exitStatus: 1,
    });
  }
  for (const record of ['C0644 x f', 'hello', 'C0644 3', '']) {
    t.same(await speak('scp -t flash:', [`${record}\n`]), {
      output: '\0\x01protocol error\n',
      exitStatus: 1,
    });
  }
  for (const [path, name] of [
    ['flash:', '../f'],
    ['flash:', '..'],
    ['flash:', 'a/b'],
    ['flash:/none/f', 'f'],
    ['flash:', 'n'.repeat(256)],
    ['nvram:a/b', 'f'],
    ['nvram:private-config', 'f'],
    ['system:f', 'f'],
    ['zork:f', 'f'],
  ]) {
    const { output } = await speak(`scp -t ${path ?? ''}`, [`C0644 1 ${name ?? ''}\n`, 'x\0']);
    t.match(output, /^\0\x01write failed\n/, `${path ?? ''} ${name ?? ''}`);
  }
  t.equal(stored('f'), undefined);
  t.same(await speak('scp -p -t flash:f', ['T1 0 1 0\n']), {
    output: '\x01-p -d options not supported\n',
    exitStatus: 1,
  });
});

t.test('a file that is too big for the flash is refused before it is sent', async (t) => {
  const { device, speak } = await byHand();
  const { free } = device.files.flash.space();
  t.same(await speak('scp -t flash:f', [`C0644 ${free + 1} f\n`]), {
    output: '\0\x01write failed\n',
    exitStatus: 1,
  });
  t.same(await speak('scp -t flash:f', [`C0644 99999999999999999 f\n`]), {
    output: '\0\x01protocol error\n',
    exitStatus: 1,
  });
  t.match(await speak('scp -t nvram:f', [`C0644 3000000 f\n`]), { output: '\0\x01write failed\n' });
});

t.test('configuration is merged, or takes the place of the startup configuration', async (t) => {
  const { device, speak, pass, log } = await byHand();
  const text = 'hostname Merged\nbad command\nip domain-name lab.example\nend\n';
  t.match(await speak('scp -t running-config', [`C0644 ${text.length} c\n${text}\0`]), { exitStatus: 0 });
  t.match(device.runningConfig(), /\nhostname Merged\n[^]*ip domain-name lab\.example\n/);
  t.match(device.runningConfig(), /ip scp server enable\n/, 'what was there stays');
  t.ok(device.unsaved);
  await pass(50);
  t.match(log(), '%SYS-5-CONFIG_I: Configured from console by ');
  await speak('scp -t nvram:startup-config', [`C0644 ${text.length} c\n${text}\0`]);
  t.equal(device.startupConfiguration, text);
});

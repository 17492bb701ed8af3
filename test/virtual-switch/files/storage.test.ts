import t from 'tap';
import { bytesOf, contentOfText, md5Of, sparseContent } from '../../../virtual-switch/files/content.ts';
import { fits, pathFrom } from '../../../virtual-switch/files/paths.ts';
import { Storage } from '../../../virtual-switch/files/storage.ts';

const storage = (total = 1_000_000): Storage =>
  new Storage({
    prefixes: ['flash'],
    total,
    firstNumber: 10,
    now: () => new Date(0),
    files: [{ path: 'big.pkg', content: sparseContent(400_000), modified: new Date(0) }],
  });

function put(device: Storage, path: string, text: string): void {
  const writer = device.write(path);
  writer.write(Buffer.from(text));
  void writer.keep();
}

t.test('space is taken by blocks and given back', (t) => {
  const device = storage();
  const { total, free } = device.space();
  t.same([total, free], [1_000_000, 1_000_000 - 98 * 4096]);
  put(device, 'a', 'x');
  t.equal(device.space().free, free - 4096);
  device.remove('a');
  t.equal(device.space().free, free);
  const writer = device.write('b');
  writer.write(Buffer.alloc(500_000));
  t.throws(() => writer.write(Buffer.alloc(200_000)), { message: 'No space left on device' });
  t.equal(device.find('b'), undefined);
  t.equal(device.space().free, free);
  t.end();
});

t.test('directories', (t) => {
  const device = storage();
  device.makeDirectory('d');
  put(device, 'd/f', 'text');
  t.throws(() => device.removeDirectory('d'), { message: "Can't delete a directory that has files in it" });
  t.throws(() => device.makeDirectory('d'), { message: 'File exists' });
  t.throws(() => device.write('d'), { message: 'Is a directory' });
  t.throws(() => device.write('d/f/g'), { message: 'Not a directory' });
  t.throws(() => device.rename('d', 'd/e'), { message: 'Invalid argument' });
  device.rename('d', 'e');
  t.equal(bytesOf(device.read('e/f')).toString(), 'text');
  t.same(
    device.list('').map(({ name }) => name),
    ['big.pkg', 'e'],
  );
  t.end();
});

t.test('a file that only has a size reads as zeros', (t) => {
  t.equal(bytesOf(sparseContent(70_000)).equals(Buffer.alloc(70_000)), true);
  t.equal(md5Of(sparseContent(0)), md5Of(contentOfText('')));
  t.end();
});

t.test('no path leads out of a file system', (t) => {
  const here = { system: 'flash', names: ['d'] };
  const place = (text: string) => pathFrom(text, here, (name) => ['flash', 'nvram'].includes(name));
  t.same(place('../../../x'), { system: 'flash', names: ['x'] });
  t.same(place('flash:/a/../../b//./c'), { system: 'flash', names: ['b', 'c'] });
  t.same(place('NVRAM:x y'), { system: 'nvram', names: ['x y'] });
  t.same(place('/x'), { system: 'flash', names: ['x'] });
  t.same(place('x'), { system: 'flash', names: ['d', 'x'] });
  t.equal(place('zork:x'), undefined);
  t.ok(fits('*.pkg', 'a.pkg'));
  t.notOk(fits('*.pkg', 'a.pkgs'));
  t.notOk(fits('a.c', 'abc'));
  t.end();
});

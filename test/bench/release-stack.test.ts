import t from 'tap';
import { BenchError } from '../../bench/errors.ts';
import { ReleaseStack } from '../../bench/release-stack.ts';

t.test('last in, first out, and once only', async (t) => {
  const stack = new ReleaseStack();
  const order: string[] = [];
  for (const what of ['switch', 'clock', 'console']) {
    stack.defer(what, () => {
      order.push(what);
      return Promise.resolve();
    });
  }
  await Promise.all([stack.release(), stack.release()]);
  await stack.release();
  t.strictSame(order, ['console', 'clock', 'switch']);
});

t.test('what fails or hangs does not keep the others, and is told', async (t) => {
  const stack = new ReleaseStack(20);
  const order: string[] = [];
  stack.defer('switch', () => {
    order.push('switch');
    return Promise.resolve();
  });
  stack.defer('clock', () => new Promise(() => undefined));
  stack.defer('console', () => Promise.reject(new Error('the tty has gone')));
  const error = await stack.release().then(
    () => undefined,
    (why: unknown) => why,
  );
  t.ok(error instanceof BenchError);
  t.match((error as BenchError).facts.got, /console: the tty has gone; clock: not done within 0.02 s/);
  t.strictSame(order, ['switch']);
});

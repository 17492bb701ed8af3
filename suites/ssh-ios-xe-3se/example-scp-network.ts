import { retriesShown, timeOutShown } from '../../harness/matchers/index.ts';
import { suite } from '../../harness/suite.ts';

export default suite(
  'example-scp-network',
  {
    title: 'Example: SCP Server-Side Configuration Using Network-Based Authentication',
    guide: { chapter: 2, pages: '16' },
    roles: ['console'],
    stepsStandAlone: true,
  },
  ({ step, dut }) => {
    step('The example as printed', ['SCP-EXN-001'], (verify) => {
      verify.without('SCP-EXN-001', 'tacacs-server', 'a copy of a user whom it lets in with privilege 15');
      return Promise.resolve();
    });

    step('ip ssh time-out 120', ['SCP-EXN-002'], async (verify) => {
      await dut.configure('ip ssh time-out 60');
      verify.by('SCP-EXN-002', timeOutShown(60), await dut.show('show ip ssh'));
      await dut.configure('ip ssh time-out 120');
      verify('SCP-EXN-002', await dut.show('show ip ssh'));
    });

    step('ip ssh authentication-retries 3', ['SCP-EXN-003'], async (verify) => {
      await dut.configure('ip ssh authentication-retries 1');
      verify.by('SCP-EXN-003', retriesShown(1), await dut.show('show ip ssh'));
      await dut.configure('ip ssh authentication-retries 3');
      verify('SCP-EXN-003', await dut.show('show ip ssh'));
    });
  },
);

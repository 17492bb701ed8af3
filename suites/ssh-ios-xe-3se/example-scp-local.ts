import { aaaNewModel } from '../../harness/aaa-new-model.ts';
import { contentIs, copied, copyRefused, md5Shown, noErrorLine } from '../../harness/matchers/index.ts';
import { scpCopies } from '../../harness/scp-copies.ts';
import { suite } from '../../harness/suite.ts';

/** A label that no key pair has: SSH is off without a word about keys. */
const noKeyPair = 'conform-none';

export default suite(
  'example-scp-local',
  {
    title: 'Example: Secure Copy Configuration Using Local Authentication',
    guide: { chapter: 2, pages: '16' },
    roles: ['console', 'scp-client'],
    stepsStandAlone: true,
  },
  ({ step, dut, scp, bench }) => {
    const copies = scpCopies({ dut, scp, bench });
    const user1 = () => ({ username: 'user1', password: bench.secret('lab').reveal() });
    const example = () => [
      'aaa new-model',
      'aaa authentication login default local',
      'aaa authorization exec default local',
      `username user1 privilege 15 password 0 ${user1().password}`,
      'ip scp server enable',
    ];
    const typeExample = async () => {
      await aaaNewModel(dut);
      const typed = [];
      for (const line of example()) typed.push(await dut.configure(line));
      return typed;
    };

    step('The example as printed', ['SCP-EXL-001'], async (verify) => {
      for (const taken of await typeExample()) verify.by('SCP-EXL-001', noErrorLine(), taken);
      const { sent, verified, fetched, md5, sha256 } = await copies.thereAndBack(user1(), 'local');
      verify.by('SCP-EXL-001', copied(), sent);
      verify.by('SCP-EXL-001', md5Shown(md5), verified);
      verify.by('SCP-EXL-001', contentIs(sha256), fetched);
      const wrong = { ...user1(), password: bench.secret('wrong password').reveal() };
      verify.by('SCP-EXL-001', copyRefused(['login', 'connection']), await copies.put(wrong, 'wrong'));
      verify.by('SCP-EXL-001', copyRefused(['login', 'connection']), await copies.get(wrong, 'local'));
      // What the example says of privilege is what lets user1 copy.
      const low = await copies.user('scp1', 1);
      verify.by('SCP-EXL-001', copyRefused(['exec', 'dialogue']), await copies.put(low, 'low'));
    });

    step('AAA must be configured properly', ['SCP-EXL-002'], async (verify) => {
      await typeExample();
      await dut.configure('no aaa authorization exec default local');
      const { result } = (await copies.put(user1(), 'unauthorized')).observation;
      await dut.configure('aaa authorization exec default local');
      verify.by('SCP-EXL-002', copied(), await copies.put(user1(), 'authorized'));
      verify.record('SCP-EXL-002', 'without aaa authorization exec default local', result);
    });

    step('SSH must be configured and functioning properly', ['SCP-EXL-002'], async (verify) => {
      await typeExample();
      await dut.configure(`ip ssh rsa keypair-name ${noKeyPair}`);
      verify.by('SCP-EXL-002', copyRefused(['connection']), await copies.put(user1(), 'no-ssh'));
      await dut.configure('no ip ssh rsa keypair-name');
      verify.by('SCP-EXL-002', copied(), await copies.put(user1(), 'ssh-again'));
    });
  },
);

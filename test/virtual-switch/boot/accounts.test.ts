import t from 'tap';
import { accountsIn } from '../../../virtual-switch/boot/accounts.ts';

t.test('passwords in clear are read, hashed ones are not', (t) => {
  t.same(
    accountsIn(`enable secret 0 Secret1
enable password 7 0822455D0A16
username low secret Low1
username boss privilege 15 password 0 Boss1
username hidden secret 5 $1$abcd$0123456789012345678901
line con 0
 exec-timeout 0 0
 password Plain1
line vty 0 4
 password Other1
`),
    {
      enableSecret: 'Secret1',
      enablePassword: undefined,
      users: [
        ['low', 'Low1'],
        ['boss', 'Boss1'],
      ],
      console: 'Plain1',
    },
  );
  t.same(accountsIn(''), {
    enableSecret: undefined,
    enablePassword: undefined,
    users: [],
    console: undefined,
  });
  t.equal(accountsIn('line con 0\n login\nline vty 0 4\n password Other1\n').console, undefined);
  t.end();
});

/** Lines close to those of the dialogues of pages 23, 41 and 42 that their patterns must reject; see pattern-rejections.ts. */

const first = ['Old Password:', 'password:', 'Enter Password:', 'Passwort:', 'New Password:'];
const bare = [...first, 'Password: cisco', 'Password required'];
const old = ['Password:', 'Old password:', 'New Password:', 'The Old Password:'];
const next = ['Password:', 'New password:', 'Old Password:', 'Re-enter New password:', 'Enter New Password:'];
const again = [
  'New Password:',
  'Re-enter New Password:',
  'Re-enter password:',
  'Please Re-enter New password:',
];
const expired = [
  'Your password has expired',
  'Your password has expired. Enter a new one now.',
  'Password has expired.',
  'Your password will expire.',
];
const enter = ['Enter a new one now', 'Enter a new one.', 'Enter a new one now. New Password:'];
const shell = ['Device2#', 'Password:', '> ', 'Device 2>'];
const idle = [...shell, 'Device2> exit'];
const closed = [
  '[Connection to 10.1.1.3 closed]',
  '[Connection to Device2 closed by foreign host]',
  '[Connection to 10.1.1 closed by foreign host]',
  'Connection to 10.1.1.3 closed by foreign host',
  '[Connection to 10.1.1.3 closed by foreign host] Device1#',
];

export const chpassPatternRejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> =
  {
    'SSH2-KBI-003': { 0: bare },
    'CHPASS-001': { 0: bare, 1: old, 2: next, 3: again, 4: shell, 5: closed },
    'CHPASS-003': { 0: first, 1: expired, 2: enter, 3: next, 4: again, 5: shell },
    'CHPASS-004': {
      0: first,
      1: next,
      2: again,
      3: [
        'The New and Re-entered passwords have to be the same',
        'The New and Re-entered passwords are not the same.',
        'New and Re-entered passwords have to be the same.',
      ],
      4: ['Try again', 'Try again later.', 'Please Try again.'],
      5: again,
    },
    'CHPASS-005': { 0: closed },
    'CHPASS-006': { 0: first, 1: shell, 2: ['Password:', 'Your password will expire.', 'Device2>'] },
    'CHPASS-007': { 0: expired, 1: enter, 2: next, 3: again, 4: idle },
  };

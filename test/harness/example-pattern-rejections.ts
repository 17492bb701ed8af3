/** Those of the example configurations of chapter 1; see pattern-rejections.ts. */

const timeOut = [
  'Authentication timeout: 120 secs; Authentication retries: 2',
  'Authentication timeout: 600 secs; Authentication retries: 2',
  'Authentication timeout: 6 secs; Authentication retries: 2',
  'SSH Enabled - version 1.99',
];

const limits = (retries: number): readonly string[] => [
  `Authentication timeout: 120 secs; Authentication retries: ${retries}`,
  'Authentication timeout: 60 secs; Authentication retries: 3',
  `Authentication timeout: 60 secs; Authentication retries: ${retries}0`,
  'Authentication timeout: 60 secs;',
];

const retriesOf = (retries: number): readonly string[] => [
  'Authentication timeout: 60 secs; Authentication retries: 3',
  `Authentication timeout: 60 secs; Authentication retries: ${retries} of 6`,
  `Authentication timeout: ${retries} secs`,
];

export const examplePatternRejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> =
  {
    'SSH1-EX72-001': { 0: limits(2) },
    'SSH1-EX72-004': { 0: timeOut },
    'SSH1-EX72-005': { 0: retriesOf(2) },
    'SSH1-EX72-008': {
      0: ['Switch(config)#', 'Router72K#', 'Router72K(config-line)#', 'Router72K1(config)#'],
      1: [
        'username username2 password 0 password1',
        'username username1 password 0 <password2>*****',
        'username username1 secret 5 $1$abcd$0123456789abcdefghijkl',
        'username username1 privilege 15 password 0 password1',
      ],
    },
    'SSH1-EX75-001': { 0: limits(5) },
    'SSH1-EX75-003': { 0: retriesOf(5) },
    'SSH1-EX75-004': { 0: timeOut },
    'SSH1-EX12K-001': { 0: limits(2) },
    'SSH1-EX12K-005': { 0: limits(2) },
  };

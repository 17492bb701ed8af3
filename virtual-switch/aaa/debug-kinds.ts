import type { DebugKind } from '../debugging.ts';

/** As IOS 17.15 names them on a lab of others; that of `debug aaa accounting` is from memory. */
export const aaaAuthentication: DebugKind = {
  command: 'aaa authentication',
  title: 'AAA Authentication debugging',
  heading: 'General OS',
};
export const aaaAuthorization: DebugKind = {
  command: 'aaa authorization',
  title: 'AAA Authorization debugging',
  heading: 'General OS',
};
export const aaaAccounting: DebugKind = {
  command: 'aaa accounting',
  title: 'AAA Accounting debugging',
  heading: 'General OS',
};
export const tacacs: DebugKind = {
  command: 'tacacs',
  title: 'TACACS access control debugging',
  heading: 'General OS',
};
export const radius: DebugKind = {
  command: 'radius',
  title: 'Radius protocol debugging',
  heading: 'Radius protocol',
};

export const aaaDebugKinds: readonly DebugKind[] = [
  tacacs,
  aaaAuthentication,
  aaaAuthorization,
  aaaAccounting,
  radius,
];

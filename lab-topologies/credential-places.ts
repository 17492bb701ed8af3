import { CredentialError } from '../bench/errors.ts';
import type { Pco, PcoContract, RoleName } from '../bench/pco.ts';
import { secondDevicePath } from './second-device.ts';
import type { Topology } from './topology.ts';
import type { SecretSource } from './secret-source.ts';
import type { Path } from './yaml-file.ts';

/** A switch whose credentials a topology names. */
interface CredentialHolder {
  readonly accounts: { readonly bench: { readonly username: string; readonly password: SecretSource } };
  readonly enableSecret: SecretSource;
}

/**
 * The same PCO, but where the device refuses a credential, its error says where the topology names it. Its device is the
 * DUT, or the second one.
 */
export function withCredentialPlaces<Contract extends PcoContract>(
  pco: Pco<Contract>,
  topology: Topology,
): Pco<Contract> {
  return {
    name: pco.name,
    role: pco.role,
    call: async (op, args, deadline) => {
      try {
        return await pco.call(op, args, deadline);
      } catch (error) {
        throw error instanceof CredentialError ? placed(error, topology, pco.role) : error;
      }
    },
    close: () => pco.close(),
  };
}

function placed(
  { credential, message, facts }: CredentialError,
  topology: Topology,
  role: RoleName,
): CredentialError {
  const second = role === 'second-device' ? topology.secondDevice?.file : undefined;
  const path = credentialPaths[credential];
  const place = topology.where(second === undefined ? path : secondPaths[credential]);
  return new CredentialError(credential, message, {
    ...facts,
    where: facts.where === undefined ? place : `${place} (${facts.where})`,
    next: credentialAdvice(credential, { dut: second ?? topology.dut }),
  });
}

export const credentialPaths = {
  account: ['dut', 'accounts', 'bench'],
  'enable-secret': ['dut', 'enableSecret'],
} as const;

const secondPaths: { readonly [Credential in keyof typeof credentialPaths]: Path } = {
  account: [...secondDevicePath, 'accounts', 'bench'],
  'enable-secret': [...secondDevicePath, 'enableSecret'],
};

/** What to do about a credential that the device refuses. */
export function credentialAdvice(
  credential: CredentialError['credential'],
  { dut }: { readonly dut: CredentialHolder },
): string {
  const isAccount = credential === 'account';
  const source = isAccount ? dut.accounts.bench.password : dut.enableSecret;
  const what = isAccount ? `the password of ${dut.accounts.bench.username}` : 'the enable secret';
  const from =
    typeof source === 'object' && 'env' in source
      ? `set ${source.env} to ${what} of this switch`
      : `correct ${what} in the topology`;
  return `${from}, or give the switch the one that the topology names; then run again`;
}

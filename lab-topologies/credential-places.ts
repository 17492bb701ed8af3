import { CredentialError } from '../bench/errors.ts';
import type { Pco, PcoContract } from '../bench/pco.ts';
import type { Topology } from './topology.ts';

/** The same PCO, but where the device refuses a credential, its error says where the topology names it. */
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
        throw error instanceof CredentialError ? placed(error, topology) : error;
      }
    },
    close: () => pco.close(),
  };
}

function placed({ credential, message, facts }: CredentialError, topology: Topology): CredentialError {
  const place = topology.where(credentialPaths[credential]);
  return new CredentialError(credential, message, {
    ...facts,
    where: facts.where === undefined ? place : `${place} (${facts.where})`,
    next: credentialAdvice(credential, topology),
  });
}

export const credentialPaths = {
  account: ['dut', 'accounts', 'bench'],
  'enable-secret': ['dut', 'enableSecret'],
} as const;

/** What to do about a credential that the device refuses. */
export function credentialAdvice(
  credential: CredentialError['credential'],
  { dut }: Pick<Topology, 'dut'>,
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

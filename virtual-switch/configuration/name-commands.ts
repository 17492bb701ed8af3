import { type Action, address, keyword, line, type Node, word } from '../command-line/grammar.ts';
import { keep, valued } from './keep.ts';

/** Every line is kept; those of a VRF are shown among the others. */
function eachOf(command: string): Action {
  const kept = keep('ip', { each: true });
  return { ...kept, ...(kept.show && { show: { ...kept.show, id: () => command } }) };
}

const host = eachOf('ip host');
const server = eachOf('ip name-server');

/** Addresses one after the other, up to the eight that a host may have. */
function addresses(action: Action): Node {
  return address('address', 'Host IP address', action, line('more', 'Further addresses', action));
}

/** `ip host` and `ip name-server`: each may name the table that it is for. */
export const nameCommands: readonly Node[] = [
  valued(
    'host',
    'Add an entry to the ip hostname table',
    host,
    word('name', 'Name of host', host, addresses(host)),
    keyword(
      'vrf',
      'Specify VRF',
      word('vrf', 'VRF name', word('name', 'Name of host', host, addresses(host))),
    ),
  ),
  valued(
    'name-server',
    'Specify address of name server to use',
    server,
    addresses(server),
    keyword('vrf', 'Specify VRF', word('vrf', 'VRF name', addresses(server))),
  ),
];

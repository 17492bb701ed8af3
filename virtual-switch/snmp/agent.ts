import type { Endpoint } from '../patch-panel.ts';
import type { VirtualSwitch } from '../switch.ts';
import { listPermits } from '../configuration/access-lists.ts';
import type { Counters } from './counters.ts';
import { snmpPacket } from './debug-kinds.ts';
import { packetLines } from './debug-text.ts';
import { BadVersionError, decodeMessage, encodeMessage, type Message, type Pdu } from './message.ts';
import { MibView, type MibPart } from './mib.ts';
import { answerTo, type Answered, errors } from './operations.ts';
import type { Community } from './settings.ts';

/** `show snmp` calls it the maximum packet size. */
export const largestMessage = 1500;
/** The one view that is there without being configured. */
const wholeView = 'v1default';

/** Answers requests out of the MIB. */
export class Agent {
  readonly #device: VirtualSwitch;
  readonly #counters: Counters;
  readonly #parts: readonly MibPart[];
  readonly #refused: (from: Endpoint) => void;

  constructor(
    device: VirtualSwitch,
    options: {
      readonly counters: Counters;
      readonly parts: readonly MibPart[];
      /** Called for a request whose community is not known or not allowed to that host. */
      readonly refused: (from: Endpoint) => void;
    },
  ) {
    this.#device = device;
    this.#counters = options.counters;
    this.#parts = options.parts;
    this.#refused = options.refused;
  }

  /** Takes a datagram that came to UDP port 161 by an interface; gives the answer, if it deserves one. */
  receive(datagram: Buffer, from: Endpoint, by: string): Buffer | undefined {
    if (!this.#device.configuration.snmp.agentOn) return undefined;
    const counters = this.#counters;
    counters.inPkts += 1;
    this.#print('received', `SNMP: Packet received via UDP from ${from.host} on ${by}`);
    const request = this.#read(datagram);
    if (request === undefined) return undefined;
    const community = this.#communityOf(request, from);
    if (community === undefined) {
      counters.inBadCommunityNames += 1;
      this.#refused(from);
      return undefined;
    }
    this.#printPacket(request.pdu);
    const answer = this.#answer(request, community);
    if (answer === undefined) return undefined;
    const reply = this.#fitting(request, answer);
    this.#printPacket(reply.pdu);
    counters.outPkts += 1;
    counters.outGetResponses += 1;
    this.#print('sent', `SNMP: Packet sent via UDP to ${from.host}`);
    return encodeMessage(reply);
  }

  #read(datagram: Buffer): Message<Pdu> | undefined {
    try {
      const message = decodeMessage(datagram);
      const { pdu } = message;
      if (pdu.kind !== 'trap-v1' && !(message.version === 'v1' && pdu.kind === 'get-bulk')) {
        return { ...message, pdu };
      }
      if (pdu.kind === 'trap-v1') this.#counters.inTraps += 1;
      else this.#counters.inASNParseErrs += 1;
    } catch (error) {
      if (error instanceof BadVersionError) this.#counters.inBadVersions += 1;
      else this.#counters.inASNParseErrs += 1;
    }
    return undefined;
  }

  #communityOf({ community }: Message, from: Endpoint): Community | undefined {
    const { configuration } = this.#device;
    const found = configuration.snmp.communities.get(community);
    if (found?.acl !== undefined && !listPermits(configuration, found.acl, from.host)) return undefined;
    return found;
  }

  #answer(request: Message<Pdu>, { access, view }: Community): Answered | undefined {
    const { pdu, version } = request;
    const visible = view === undefined || view === wholeView ? this.#parts : [];
    const answered = answerTo(pdu, version, new MibView(visible), access);
    const counters = this.#counters;
    if (pdu.kind === 'get') counters.inGetRequests += 1;
    if (pdu.kind === 'get-next') counters.inGetNexts += 1;
    if (pdu.kind === 'set') {
      counters.inSetRequests += 1;
      if (access === 'RO') counters.inBadCommunityUses += 1;
    }
    if (answered?.errorStatus === errors.noSuchName) counters.outNoSuchNames += 1;
    counters.inTotalReqVars += answered?.errorStatus === 0 ? answered.varbinds.length : 0;
    return answered;
  }

  /** An answer that is too long becomes an error without variables. */
  #fitting({ version, community, pdu }: Message<Pdu>, answer: Answered): Message<Pdu> {
    const reply = (answered: Answered): Message<Pdu> => ({
      version,
      community,
      pdu: { kind: 'response', requestId: pdu.requestId, ...answered },
    });
    const whole = reply(answer);
    if (encodeMessage(whole).length <= largestMessage) return whole;
    if (pdu.kind === 'get-bulk' && answer.varbinds.length > 1) {
      // As many as fit, RFC 3416 section 4.2.3.
      const fewer = answer.varbinds.slice(0, -1);
      return this.#fitting({ version, community, pdu }, { ...answer, varbinds: fewer });
    }
    this.#counters.outTooBigs += 1;
    return reply({
      errorStatus: errors.tooBig,
      errorIndex: 0,
      varbinds: version === 'v1' ? pdu.varbinds : [],
    });
  }

  #print(moment: 'received' | 'sent', line: string): void {
    const { seams, debugging } = this.#device;
    const lines = seams.debugLines(moment, [line], 'received');
    if (lines.length > 0) debugging.print(snmpPacket, ...lines);
  }

  #printPacket(pdu: Pdu): void {
    const { seams, debugging } = this.#device;
    const lines = seams.debugLines('packet', packetLines(seams.debugged(pdu, 'received')), 'received');
    if (lines.length > 0) debugging.print(snmpPacket, ...lines);
  }
}

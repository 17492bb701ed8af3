/** A box and what is printed on it. */
export interface Hardware {
  readonly model: string;
  readonly processor: string;
  readonly revision: string;
  readonly serialNumber: string;
  readonly motherboardSerialNumber: string;
  readonly motherboardAssembly: string;
  readonly baseMac: string;
  readonly ports: number;
  /** Kilobytes: what IOS has of the memory, as `show version` prints it, and all of it. */
  readonly iosMemory: string;
  readonly memory: number;
  readonly crashFiles: number;
  readonly flash: number;
  /** How long its processor is at an RSA key of 4096 bits, milliseconds. */
  readonly keyGeneration: number;
  /** With an aux line, which takes number 1, the first vty is line 2. */
  readonly auxLine: boolean;
  /** The number in the name of the self-signed trustpoint; real ones derive it from the box. */
  readonly selfSignedNumber: string;
}

/** A WS-C3650-24TS with its management port; sizes of show-version--utah-3650 and of a 48PD with 16.12, time of a 3850. */
export const catalyst3650: Hardware = {
  model: 'WS-C3650-24TS',
  processor: 'MIPS',
  revision: 'A0',
  serialNumber: 'FDO1740E0SW',
  motherboardSerialNumber: 'FDO17391C3V',
  motherboardAssembly: '73-15899-06',
  baseMac: '00:00:5e:00:53:00',
  ports: 28,
  iosMemory: '794816K/6147K',
  memory: 4_194_304,
  crashFiles: 250_456,
  flash: 1_609_272,
  keyGeneration: 113_000,
  auxLine: true,
  selfSignedNumber: '1199360277',
};

/**
 * A C9300-24T with four ports in its network module; sizes of show-version--muninn--3. Real ones list the ports
 * of every network module, whichever is in. The running-config of a C9300 with 17.9 has no aux line. A key of 2048 bits
 * took one a second.
 */
export const catalyst9300: Hardware = {
  model: 'C9300-24T',
  processor: 'X86',
  revision: 'A0',
  serialNumber: 'FCW1740E0SW',
  motherboardSerialNumber: 'FOC17391C3V',
  motherboardAssembly: '73-18271-03',
  baseMac: '00:00:5e:00:53:00',
  ports: 28,
  iosMemory: '1333273K/6147K',
  memory: 8_388_608,
  crashFiles: 1_638_400,
  flash: 11_264_000,
  keyGeneration: 8000,
  auxLine: false,
  selfSignedNumber: '2851517665',
};

export const firstVtyNumber = ({ auxLine }: Hardware) => (auxLine ? 2 : 1);

/** The box: a WS-C3650-24TS with its management port and two front panel modules' worth of uplinks. */
export interface Hardware {
  readonly model: string;
  readonly serialNumber: string;
  readonly motherboardSerialNumber: string;
  readonly baseMac: string;
  readonly ports: number;
  /** The number in the name of the self-signed trustpoint; real ones derive it from the box. */
  readonly selfSignedNumber: string;
}

export const catalyst3650: Hardware = {
  model: 'WS-C3650-24TS',
  serialNumber: 'FDO1740E0SW',
  motherboardSerialNumber: 'FDO17391C3V',
  baseMac: '00:00:5e:00:53:00',
  ports: 28,
  selfSignedNumber: '1199360277',
};

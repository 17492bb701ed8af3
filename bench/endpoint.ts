/** An address and port, as the DUT knows it. */
export type Endpoint = { readonly address: string; readonly port: number };

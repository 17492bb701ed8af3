import { z } from 'zod';

/** An address and port, as the DUT knows it. */
export type Endpoint = { readonly address: string; readonly port: number };

export const endpointSchema = z.strictObject({ address: z.string(), port: z.int() });

import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

export type { components, paths } from "./schema.js";

/** A client of the service at an address, with the rights of an API key. */
export const createReportingClient = (address: string, key: string) => createClient<paths>({ baseUrl: address, headers: { "X-Api-Key": key } });

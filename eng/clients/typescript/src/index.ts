import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type { components, paths } from "./schema.js";

type Schemas = components["schemas"];

/** A changed field of an engagement: `valueKind` says of which type `old` and `new` are. */
export type FieldChange = Extract<Schemas[keyof Schemas], { valueKind: string; old: unknown }>;

/** A client of the service at an address, with the rights of an API key. */
export const createReportingClient = (address: string, key: string) => createClient<paths>({ baseUrl: address, headers: { "X-Api-Key": key } });

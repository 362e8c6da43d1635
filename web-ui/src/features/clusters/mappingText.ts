import type { ResolverMapping } from "../../api/schema";

/** As the API serves it as text/plain: host, port, target host, target port, a line for each address. */
export function mappingText({ entries, bootstrap }: Pick<ResolverMapping, "entries" | "bootstrap">): string {
  return [...entries, ...bootstrap]
    .map(({ host, port, targetHost, targetPort }) => `${host} ${port} ${targetHost} ${targetPort}`)
    .join("\n");
}

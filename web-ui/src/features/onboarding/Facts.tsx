import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { PrivateLinkConnection } from "../../api/schema";
import { CopyableId } from "../../ui/CopyableId";

/** The names of things in AWS that a step is about, as far as they are known. */
export function Facts({ connection }: { connection: PrivateLinkConnection }) {
  const { principal, serviceName, endpoint } = connection;
  const items = [
    principal !== null && {
      label: "Our principal",
      value: <CopyableId id={principal} what="principal" />,
    },
    serviceName !== null && {
      label: "Your endpoint service",
      value: <CopyableId id={serviceName} what="service name" />,
    },
    endpoint !== null && {
      label: "Our endpoint",
      value: <CopyableId id={endpoint.id} what="endpoint's id" />,
    },
  ].filter((item) => item !== false);
  return items.length === 0 ? null : <KeyValuePairs columns={1} items={items} />;
}

import type { KitItem } from "../../api/schema";

const OF_CLIENTS = new Set(["librdkafka", "confluent-kafka-go", "kafkajs", "franz-go", "ca-certificates"]);

/** Whether a text is for Kafka clients; all others are for what the connection leads into. */
export function isOfClients({ id }: Pick<KitItem, "id">): boolean {
  return OF_CLIENTS.has(id);
}

package dev.postern.onboarding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How each Kafka client is told to follow the mapping: by small programs, each with the one hook that the client has. */
@Component
class ClientKit {

    private record Client(String id, String title, String hook, KitLanguage language, String template, String suffix) {}

    private static final List<Client> CLIENTS = List.of(
            new Client("librdkafka", "librdkafka (C)", "resolve_cb", KitLanguage.C, "librdkafka.c", ".c"),
            new Client(
                    "confluent-kafka-go",
                    "confluent-kafka-go",
                    "go.resolve.cb",
                    KitLanguage.GO,
                    "confluent-kafka-go.go",
                    ".go"),
            new Client("kafkajs", "KafkaJS", "socketFactory", KitLanguage.JAVASCRIPT, "kafkajs.js", ".mjs"),
            new Client("franz-go", "franz-go", "kgo.Dialer", KitLanguage.GO, "franz-go.go", ".go"));

    private final Templates templates;

    ClientKit(Templates templates) {
        this.templates = templates;
    }

    List<KitItem> of(ClientSettings settings) {
        List<KitItem> items = new ArrayList<>();
        CLIENTS.forEach(client -> items.add(item(client, settings)));
        String authorities = settings.caCertificates();
        if (authorities != null) {
            items.add(new KitItem(
                    Kit.CA_CERTIFICATES,
                    "Authorities of " + settings.clusterName(),
                    "The certificates by which clients tell the cluster's brokers, as the cluster was given them.",
                    settings.caFile(),
                    KitLanguage.TEXT,
                    authorities));
        }
        return items;
    }

    private KitItem item(Client client, ClientSettings settings) {
        String fileName = Kit.fileName(client.id(), settings.clusterName(), client.suffix());
        Map<String, Object> values = new HashMap<>(settings.values());
        values.put("fileName", fileName);
        return new KitItem(
                client.id(),
                client.title(),
                settings.placeholders()
                        ? "A small program that follows the mapping by %s. No cluster leads over this connection yet: REPLACE_ME stands where its values go."
                                .formatted(client.hook())
                        : "A small program that reaches %s through the mapping, by %s. Take its settings into your own."
                                .formatted(settings.clusterName(), client.hook()),
                fileName,
                client.language(),
                templates.render(client.language(), client.template(), values));
    }
}

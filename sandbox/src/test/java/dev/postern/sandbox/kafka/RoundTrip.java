package dev.postern.sandbox.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Messages through Kafka's own clients, over the internal listener. A message is told by partition, key and value. */
final class RoundTrip {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RoundTrip() {}

    /** Sends that many messages, spread over all partitions, and returns them once the brokers have them all. */
    static List<String> produce(KafkaBrokers cluster, String topic, int count) throws Exception {
        var sent = new ArrayList<String>();
        try (var producer = new KafkaProducer<>(internal(cluster), new StringSerializer(), new StringSerializer())) {
            var partitions = producer.partitionsFor(topic).size();
            var acknowledgements = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                var message = new ProducerRecord<>(topic, i % partitions, "key-" + i, "value-" + i);
                acknowledgements.add(producer.send(message));
                sent.add(message.partition() + " " + message.key() + " " + message.value());
            }
            for (var acknowledgement : acknowledgements) {
                acknowledgement.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        return sent;
    }

    /** Reads the topic from its start until {@code count} messages are there, or for 30 seconds at most. */
    static List<String> consume(KafkaBrokers cluster, String topic, int count) {
        var received = new ArrayList<String>();
        var deadline = Instant.now().plus(PATIENCE);
        try (var consumer =
                new KafkaConsumer<>(internal(cluster), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (received.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message ->
                                received.add(message.partition() + " " + message.key() + " " + message.value()));
            }
        }
        return received;
    }

    private static Map<String, Object> internal(KafkaBrokers cluster) {
        return Map.of("bootstrap.servers", cluster.bootstrapServers(Listener.INTERNAL));
    }
}

package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a real producer writes and a real consumer reads all the time, wherever their connections lead: each
 * message one of a kind, written so that none is acknowledged before all replicas have it.
 */
public final class StreamedTopic implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int PARTITIONS = 6;
    private static final int REPLICAS = 3;
    private static final int MOST_UNDER_WAY = 100;

    /** So that there is always one under way, and processors are left for those whom it goes through. */
    private static final Duration PACE = Duration.ofMillis(2);

    private static final int BYTES = 200;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String name = "streamed-" + NAMES.incrementAndGet();
    private final MappedClients clients;
    private final KafkaProducer<Integer, byte[]> producer;
    private final KafkaConsumer<Integer, byte[]> consumer;
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final BitSet acknowledged = new BitSet();
    private final BitSet read = new BitSet();
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();
    private final Thread writing;
    private final Thread reading;
    private volatile boolean written;
    private volatile boolean over;

    /** Where clients connect to instead of an address that a broker advertises. */
    @FunctionalInterface
    public interface Mapping {
        /** Throws where no way leads there at the moment. */
        InetSocketAddress of(String host, int port) throws IOException;
    }

    /** Begins to write and to read a new topic. */
    public StreamedTopic(KafkaBrokers brokers, Mapping mapping) {
        brokers.createTopic(name, PARTITIONS, REPLICAS);
        clients = new MappedClients(brokers.advertised(1, Listener.PLAINTEXT), mapping::of);
        producer = clients.producer();
        consumer = clients.consumer();
        writing = Thread.ofPlatform().name("writes-" + name).start(() -> guarded(this::write));
        reading = Thread.ofPlatform().name("reads-" + name).start(() -> guarded(this::read));
    }

    /** How often producer and consumer have begun to connect to a broker. */
    public int connects() {
        return clients.connects();
    }

    public int acknowledged() {
        return acknowledgements.get();
    }

    /** Waits until that many more messages were acknowledged, and that many more were read. */
    public void awaitMore(int messages) {
        int acknowledgedThen = acknowledgements.get() + messages;
        int readThen = reads.get() + messages;
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
            assertThat(wrong.get()).isNull();
            return acknowledgements.get() >= acknowledgedThen && reads.get() >= readThen;
        });
    }

    /** Writes no more, waits until all is read, and fails unless what was read is what was acknowledged, each once. */
    public void assertNothingIsLost() throws InterruptedException {
        written = true;
        writing.join(LIMIT);
        producer.flush();
        await().atMost(LIMIT).until(() -> wrong.get() != null || reads.get() >= acknowledgements.get());
        over = true;
        reading.join(LIMIT);
        assertThat(wrong.get()).isNull();
        synchronized (acknowledged) {
            assertThat(acknowledged.cardinality()).isPositive();
            assertThat(read).as("what was read, by what was acknowledged").isEqualTo(acknowledged);
        }
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (Exception failed) {
            if (!over) {
                wrong.compareAndSet(null, String.valueOf(failed));
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void write() throws InterruptedException {
        for (int number = 0; !written; number++) {
            int message = number;
            Thread.sleep(PACE);
            underWay.acquire();
            producer.send(new ProducerRecord<>(name, message % PARTITIONS, message, body(message)), (where, failed) -> {
                underWay.release();
                if (failed != null) {
                    wrong.compareAndSet(null, "message %d was not acknowledged: %s".formatted(message, failed));
                    return;
                }
                synchronized (acknowledged) {
                    acknowledged.set(message);
                }
                acknowledgements.incrementAndGet();
            });
        }
    }

    private void read() {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!over) {
            consumer.poll(POLL).forEach(this::check);
        }
    }

    private void check(ConsumerRecord<Integer, byte[]> record) {
        int message = record.key();
        if (read.get(message)) {
            wrong.compareAndSet(null, "message %d was read twice".formatted(message));
        } else if (!Arrays.equals(record.value(), body(message))) {
            wrong.compareAndSet(null, "message %d is not what was written".formatted(message));
        }
        read.set(message);
        reads.incrementAndGet();
    }

    /** Follows from its number. */
    private static byte[] body(int message) {
        byte[] body = new byte[BYTES];
        new Random(message).nextBytes(body);
        return body;
    }

    @Override
    public void close() {
        written = true;
        over = true;
        producer.close(Duration.ZERO);
        consumer.wakeup();
        try {
            writing.join(LIMIT);
            reading.join(LIMIT);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
}

package dev.postern.kafka;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.BootstrapConfiguration;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.consumer.internals.ConsumerMetadata;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProducerInterceptors;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.LogContext;

/**
 * Kafka's own producer and consumer, whose connections go where a mapping leads, as those of other clients do by their
 * hooks. Java's have none that is public; tests use what theirs use.
 */
final class MappedClients {

    private static final String UNUSED = "127.0.0.1:1";
    private static final int MILLIS = 20;
    private static final long MOST_MILLIS = 100;
    private static final int REQUEST_MILLIS = 15_000;
    private static final long OLD_MILLIS = 300_000;

    private final InetSocketAddress bootstrap;
    private final Mapping mapping;
    private final AtomicInteger connects = new AtomicInteger();

    /** Where clients connect to instead of an address that a broker advertises. */
    @FunctionalInterface
    interface Mapping {
        InetSocketAddress of(String host, int port) throws IOException;
    }

    /** @param bootstrap unresolved; mapped as all others are */
    MappedClients(InetSocketAddress bootstrap, Mapping mapping) {
        this.bootstrap = bootstrap;
        this.mapping = mapping;
    }

    /** How often a connection was begun. */
    int connects() {
        return connects.get();
    }

    /** Takes messages as acknowledged when all replicas have them, and has them written once, however often it has to try. */
    @SuppressWarnings("unchecked")
    KafkaProducer<Integer, byte[]> producer() {
        Serializer<Integer> keys = new IntegerSerializer();
        Serializer<byte[]> values = new ByteArraySerializer();
        ProducerConfig config = new ProducerConfig(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                UNUSED,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                IntegerSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                (long) MILLIS,
                ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG,
                MOST_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS));
        LogContext log = new LogContext();
        ProducerMetadata metadata =
                new ProducerMetadata(MILLIS, MOST_MILLIS, OLD_MILLIS, OLD_MILLIS, log, new ClusterResourceListeners());
        ApiVersions versions = new ApiVersions();
        return (KafkaProducer<Integer, byte[]>) made(
                KafkaProducer.class,
                List.of(
                        ProducerConfig.class,
                        Serializer.class,
                        Serializer.class,
                        ProducerMetadata.class,
                        KafkaClient.class,
                        ProducerInterceptors.class,
                        ApiVersions.class,
                        Time.class),
                config,
                keys,
                values,
                metadata,
                client(config, metadata, versions, log),
                new ProducerInterceptors<Integer, byte[]>(List.of(), new Metrics()),
                versions,
                Time.SYSTEM);
    }

    /** Of no group: it has to be told what to read, and from where. */
    @SuppressWarnings("unchecked")
    KafkaConsumer<Integer, byte[]> consumer() {
        Deserializer<Integer> keys = new IntegerDeserializer();
        Deserializer<byte[]> values = new ByteArrayDeserializer();
        ConsumerConfig config = new ConsumerConfig(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                UNUSED,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                IntegerDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "classic",
                ConsumerConfig.GROUP_ID_CONFIG,
                "unused",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.RETRY_BACKOFF_MS_CONFIG,
                (long) MILLIS,
                ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG,
                MOST_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS));
        LogContext log = new LogContext();
        SubscriptionState subscriptions = new SubscriptionState(log, AutoOffsetResetStrategy.EARLIEST);
        ConsumerMetadata metadata = new ConsumerMetadata(config, subscriptions, log, new ClusterResourceListeners());
        return (KafkaConsumer<Integer, byte[]>) made(
                KafkaConsumer.class,
                List.of(
                        LogContext.class,
                        Time.class,
                        ConsumerConfig.class,
                        Deserializer.class,
                        Deserializer.class,
                        KafkaClient.class,
                        SubscriptionState.class,
                        ConsumerMetadata.class,
                        List.class),
                log,
                Time.SYSTEM,
                config,
                keys,
                values,
                client(config, metadata, new ApiVersions(), log),
                subscriptions,
                metadata,
                List.<ConsumerPartitionAssignor>of());
    }

    private KafkaClient client(AbstractConfig config, Metadata metadata, ApiVersions versions, LogContext log) {
        metadata.bootstrap(List.of(bootstrap));
        Selector selector =
                new Selector(
                        OLD_MILLIS,
                        new Metrics(),
                        Time.SYSTEM,
                        "mapped",
                        ClientUtils.createChannelBuilder(config, Time.SYSTEM, log),
                        log) {
                    @Override
                    public void connect(String id, InetSocketAddress address, int sendBuffer, int receiveBuffer)
                            throws IOException {
                        connects.incrementAndGet();
                        super.connect(
                                id, mapping.of(address.getHostString(), address.getPort()), sendBuffer, receiveBuffer);
                    }
                };
        return new NetworkClient(
                null,
                metadata,
                selector,
                "mapped",
                5,
                MILLIS,
                MOST_MILLIS,
                -1,
                -1,
                REQUEST_MILLIS,
                REQUEST_MILLIS,
                REQUEST_MILLIS,
                Time.SYSTEM,
                true,
                versions,
                null,
                log,
                // Whatever has that name: where it leads is for the mapping to say.
                host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})},
                null,
                OLD_MILLIS,
                MetadataRecoveryStrategy.NONE,
                BootstrapConfiguration.DISABLED,
                false);
    }

    private static Object made(Class<?> type, List<Class<?>> parameters, Object... arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException cause) {
            throw new IllegalStateException("Kafka's clients have changed: " + type, cause);
        }
    }
}

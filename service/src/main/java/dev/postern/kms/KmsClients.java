package dev.postern.kms;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** One client a region, of which there is one as long as nobody changes the key. Every call has a deadline. */
final class KmsClients implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 3;
    private static final int MOST_CONNECTIONS = 4;

    private final KmsProperties properties;
    private final SdkHttpClient http =
            ApacheHttpClient.builder().maxConnections(MOST_CONNECTIONS).build();
    private final Map<String, KmsClient> clients = new ConcurrentHashMap<>();

    KmsClients(KmsProperties properties) {
        this.properties = properties;
    }

    KmsClient in(String region) {
        return clients.computeIfAbsent(region, this::create);
    }

    private KmsClient create(String region) {
        KmsClientBuilder builder = KmsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .httpClient(http)
                .overrideConfiguration(limits -> limits.apiCallTimeout(properties.callTimeout())
                        .apiCallAttemptTimeout(properties.attemptTimeout())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MOST_ATTEMPTS)
                                .build()));
        return properties.endpointOverride() == null
                ? builder.build()
                : builder.endpointOverride(properties.endpointOverride()).build();
    }

    private AwsCredentialsProvider credentials() {
        return properties.accessKeyId() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        properties.accessKeyId(),
                        Objects.requireNonNull(properties.secretAccessKey()).reveal()));
    }

    @Override
    public void close() {
        clients.values().forEach(KmsClient::close);
        http.close();
    }
}

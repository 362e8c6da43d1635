package dev.postern.privatelink;

import dev.postern.connections.spi.PlacementId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Clients of AWS that act as the operator in a placement's account and region. Made when first used, so that a service
 * without any AWS starts; all share one pool of HTTP connections. Every call has a deadline and few attempts.
 */
@Component
class AwsClients implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 3;

    /** Calls at once; the reconciler has fewer threads than that. */
    private static final int MOST_CONNECTIONS = 64;

    private final AwsCallMetrics calls;
    private final PrivateLinkProperties properties;
    private final ConfiguredPlacements placements;
    private final SdkHttpClient http =
            ApacheHttpClient.builder().maxConnections(MOST_CONNECTIONS).build();
    private final AwsCredentialsProvider own;
    private final Map<Key, AwsCredentialsProvider> credentials = new ConcurrentHashMap<>();
    private final Map<Key, Ec2Client> ec2 = new ConcurrentHashMap<>();
    private final Map<Key, StsClient> sts = new ConcurrentHashMap<>();
    private final Map<String, IamClient> iam = new ConcurrentHashMap<>();
    private final Map<String, Route53Client> route53 = new ConcurrentHashMap<>();

    AwsClients(PrivateLinkProperties properties, ConfiguredPlacements placements, MeterRegistry meters) {
        this.calls = new AwsCallMetrics(meters);
        this.properties = properties;
        this.placements = placements;
        this.own = own(properties);
    }

    /** Clients differ by region and by the role that the operator takes; "" for none. */
    private record Key(String region, String roleArn) {}

    Ec2Client ec2(PlacementId placement) {
        return ec2.computeIfAbsent(
                key(placement), key -> configured(Ec2Client.builder(), key).build());
    }

    StsClient sts(PlacementId placement) {
        return sts.computeIfAbsent(
                key(placement), key -> configured(StsClient.builder(), key).build());
    }

    IamClient iam(PlacementId placement) {
        Key key = key(placement);
        return iam.computeIfAbsent(
                key.roleArn(),
                role -> configured(IamClient.builder(), key)
                        .region(Region.AWS_GLOBAL)
                        .build());
    }

    Route53Client route53(PlacementId placement) {
        Key key = key(placement);
        return route53.computeIfAbsent(
                key.roleArn(),
                role -> configured(Route53Client.builder(), key)
                        .region(Region.AWS_GLOBAL)
                        .build());
    }

    private Key key(PlacementId placement) {
        return new Key(placement.region(), placements.roleArn(placement).orElse(""));
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, Key key) {
        return unsigned(builder, key.region()).credentialsProvider(credentials(key));
    }

    private <B extends AwsClientBuilder<B, ?>> B unsigned(B builder, String region) {
        Optional.ofNullable(properties.endpointOverride()).ifPresent(builder::endpointOverride);
        if (builder instanceof software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<?, ?> sync) {
            sync.httpClient(http);
        }
        return builder.region(Region.of(region))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .addMetricPublisher(calls)
                        .apiCallTimeout(properties.callTimeout())
                        .apiCallAttemptTimeout(properties.attemptTimeout())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MOST_ATTEMPTS)
                                .build())
                        .build());
    }

    private AwsCredentialsProvider credentials(Key key) {
        return key.roleArn().isEmpty() ? own : credentials.computeIfAbsent(key, this::inRole);
    }

    private AwsCredentialsProvider inRole(Key key) {
        StsClient client = unsigned(StsClient.builder(), key.region())
                .credentialsProvider(own)
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(request -> request.roleArn(key.roleArn()).roleSessionName("postern"))
                .build();
    }

    private static AwsCredentialsProvider own(PrivateLinkProperties properties) {
        return properties.accessKeyId() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        properties.accessKeyId(),
                        Objects.requireNonNull(properties.secretAccessKey()).reveal()));
    }

    @Override
    public void close() {
        ec2.values().forEach(Ec2Client::close);
        sts.values().forEach(StsClient::close);
        iam.values().forEach(IamClient::close);
        route53.values().forEach(Route53Client::close);
        http.close();
    }
}

package dev.postern.privatelink;

import dev.postern.connections.spi.PlacementId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
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
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.Route53ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Clients of AWS that act as the operator in a placement's account and region. Made when first used, so that a service
 * without any AWS starts; all share one pool of HTTP connections. Every call has a deadline and few attempts. The first
 * one for a placement finds out whether the credentials are of its account: in another one everything would seem gone.
 */
@Component
class AwsClients implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 3;

    /** Of lists, whose pages are worth more the later they come: each attempt waits longer, up to 20 seconds. */
    private static final int MOST_ATTEMPTS_PATIENT = 8;

    /** Between two attempts, as the SDK has it. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /** How much longer a list may take than another call. */
    private static final int PATIENCE = 6;

    private final AwsCallMetrics calls;
    private final PrivateLinkProperties properties;
    private final ConfiguredPlacements placements;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider own;
    private final Map<Key, AwsCredentialsProvider> credentials = new ConcurrentHashMap<>();
    private final Map<Key, Ec2Client> ec2 = new ConcurrentHashMap<>();
    private final Map<Key, Ec2Client> patientEc2 = new ConcurrentHashMap<>();
    private final Map<Key, StsClient> sts = new ConcurrentHashMap<>();
    private final Map<String, IamClient> iam = new ConcurrentHashMap<>();
    private final Map<String, IamClient> patientIam = new ConcurrentHashMap<>();
    private final Map<String, Route53Client> route53 = new ConcurrentHashMap<>();
    private final Map<String, Route53Client> patientRoute53 = new ConcurrentHashMap<>();
    private final Map<Key, Identity> identities = new ConcurrentHashMap<>();

    /**
     * @param http is closed by whoever made it
     */
    AwsClients(
            PrivateLinkProperties properties,
            ConfiguredPlacements placements,
            SdkHttpClient http,
            MeterRegistry meters) {
        this.calls = new AwsCallMetrics(meters);
        this.properties = properties;
        this.placements = placements;
        this.http = http;
        this.own = own(properties);
    }

    /** Clients differ by region and by the role that the operator takes; "" for none. */
    private record Key(String region, String roleArn) {}

    /** Who the credentials say that we are. */
    private record Identity(String account, String arn) {}

    Ec2Client ec2(PlacementId placement) {
        return ec2.computeIfAbsent(
                checked(placement), key -> configured(Ec2Client.builder(), key).build());
    }

    /** For lists of many pages: throttled, it goes on trying for some minutes. */
    Ec2Client patientEc2(PlacementId placement) {
        return patientEc2.computeIfAbsent(
                checked(placement),
                key -> configured(Ec2Client.builder(), key)
                        .overrideConfiguration(limits(MOST_ATTEMPTS_PATIENT, PATIENCE))
                        .build());
    }

    StsClient sts(PlacementId placement) {
        return sts(checked(placement));
    }

    private StsClient sts(Key key) {
        return sts.computeIfAbsent(
                key, same -> configured(StsClient.builder(), same).build());
    }

    /** The ARN that the operator's calls are made as. */
    String operatorArn(PlacementId placement) {
        return identity(checked(placement)).arn();
    }

    IamClient iam(PlacementId placement) {
        Key key = checked(placement);
        return iam.computeIfAbsent(key.roleArn(), role -> configuredIam(key).build());
    }

    /** As {@link #patientEc2}. */
    IamClient patientIam(PlacementId placement) {
        Key key = checked(placement);
        return patientIam.computeIfAbsent(
                key.roleArn(),
                role -> configuredIam(key)
                        .overrideConfiguration(limits(MOST_ATTEMPTS_PATIENT, PATIENCE))
                        .build());
    }

    private IamClientBuilder configuredIam(Key key) {
        return configured(IamClient.builder(), key).region(Region.AWS_GLOBAL);
    }

    Route53Client route53(PlacementId placement) {
        Key key = checked(placement);
        return route53.computeIfAbsent(
                key.roleArn(), role -> configuredRoute53(key).build());
    }

    /** As {@link #patientEc2}. */
    Route53Client patientRoute53(PlacementId placement) {
        Key key = checked(placement);
        return patientRoute53.computeIfAbsent(
                key.roleArn(),
                role -> configuredRoute53(key)
                        .overrideConfiguration(limits(MOST_ATTEMPTS_PATIENT, PATIENCE))
                        .build());
    }

    private Route53ClientBuilder configuredRoute53(Key key) {
        return configured(Route53Client.builder(), key).region(Region.AWS_GLOBAL);
    }

    private Key checked(PlacementId placement) {
        if (!placements.covers(placement)) {
            throw new PlacementRefused("no placement in %s, account %s, is configured (any more)"
                    .formatted(placement.region(), placement.account()));
        }
        Key key = new Key(placement.region(), placements.roleArn(placement).orElse(""));
        Identity identity = identity(key);
        if (!identity.account().equals(placement.account())) {
            throw new PlacementRefused("placement %s is in account %s, but the credentials are those of %s"
                    .formatted(placement, placement.account(), identity.arn()));
        }
        return key;
    }

    private Identity identity(Key key) {
        Identity known = identities.get(key);
        if (known == null) {
            GetCallerIdentityResponse caller = sts(key).getCallerIdentity();
            known = new Identity(caller.account(), caller.arn());
            identities.put(key, known);
        }
        return known;
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, Key key) {
        return unsigned(builder, key.region()).credentialsProvider(credentials(key));
    }

    private <B extends AwsClientBuilder<B, ?>> B unsigned(B builder, String region) {
        Optional.ofNullable(properties.endpointOverride()).ifPresent(builder::endpointOverride);
        if (builder instanceof software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<?, ?> sync) {
            sync.httpClient(http);
        }
        return builder.region(Region.of(region)).overrideConfiguration(limits(MOST_ATTEMPTS, 1));
    }

    private ClientOverrideConfiguration limits(int attempts, int patience) {
        return ClientOverrideConfiguration.builder()
                .addMetricPublisher(calls)
                .apiCallTimeout(properties.callTimeout().multipliedBy(patience))
                .apiCallAttemptTimeout(properties.attemptTimeout())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(properties.throttledPause(), LONGEST_PAUSE))
                        .build())
                .build();
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
        patientEc2.values().forEach(Ec2Client::close);
        sts.values().forEach(StsClient::close);
        iam.values().forEach(IamClient::close);
        patientIam.values().forEach(IamClient::close);
        route53.values().forEach(Route53Client::close);
        patientRoute53.values().forEach(Route53Client::close);
    }
}

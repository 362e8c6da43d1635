package dev.postern.sandbox.aws;

import dev.postern.sandbox.aws.setting.Account;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Real SDK clients for one identity, pointed at a sandbox. */
final class AwsClients {

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();
    private static final ClientOverrideConfiguration AS_THEY_COME =
            ClientOverrideConfiguration.builder().build();

    private final URI endpoint;
    private final AwsCredentials credentials;
    private final String region;
    private final ClientOverrideConfiguration choices;

    private AwsClients(URI endpoint, AwsCredentials credentials, String region, ClientOverrideConfiguration choices) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.region = region;
        this.choices = choices;
    }

    static AwsClients of(URI endpoint, Account account) {
        return new AwsClients(
                endpoint,
                AwsBasicCredentials.create(account.accessKeyId(), account.secretAccessKey()),
                "us-east-1",
                AS_THEY_COME);
    }

    static AwsClients of(URI endpoint, Credentials session) {
        return new AwsClients(
                endpoint,
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()),
                "us-east-1",
                AS_THEY_COME);
    }

    AwsClients in(String otherRegion) {
        return new AwsClients(endpoint, credentials, otherRegion, choices);
    }

    /** Clients that try a call once, so that a test sees every fault. */
    AwsClients withoutRetries() {
        return new AwsClients(
                endpoint,
                credentials,
                region,
                choices.toBuilder().retryStrategy(AwsRetryStrategy.doNotRetry()).build());
    }

    /** Clients that give a call up after this time. */
    AwsClients withTimeout(Duration timeout) {
        return new AwsClients(
                endpoint,
                credentials,
                region,
                choices.toBuilder().apiCallTimeout(timeout).build());
    }

    Ec2Client ec2() {
        return configured(Ec2Client.builder()).build();
    }

    IamClient iam() {
        return configured(IamClient.builder()).build();
    }

    StsClient sts() {
        return configured(StsClient.builder()).build();
    }

    KmsClient kms() {
        return configured(KmsClient.builder()).build();
    }

    Route53Client route53() {
        return configured(Route53Client.builder()).build();
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configured(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(choices)
                .httpClient(HTTP);
    }
}

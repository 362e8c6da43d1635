package dev.postern.sandbox.aws;

import dev.postern.sandbox.aws.setting.Account;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Real SDK clients for one identity, pointed at a sandbox. */
final class AwsClients {

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    private final URI endpoint;
    private final AwsCredentials credentials;
    private final String region;

    private AwsClients(URI endpoint, AwsCredentials credentials, String region) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.region = region;
    }

    static AwsClients of(URI endpoint, Account account) {
        return new AwsClients(
                endpoint, AwsBasicCredentials.create(account.accessKeyId(), account.secretAccessKey()), "us-east-1");
    }

    static AwsClients of(URI endpoint, Credentials session) {
        return new AwsClients(
                endpoint,
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()),
                "us-east-1");
    }

    AwsClients in(String otherRegion) {
        return new AwsClients(endpoint, credentials, otherRegion);
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

    Route53Client route53() {
        return configured(Route53Client.builder()).build();
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configured(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(HTTP);
    }
}

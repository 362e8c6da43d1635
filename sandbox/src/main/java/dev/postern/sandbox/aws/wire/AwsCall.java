package dev.postern.sandbox.aws.wire;

import java.time.Instant;

/**
 * A call whose service, action and caller are known.
 *
 * @param service the signing name: {@code ec2}, {@code iam}, {@code kms}, {@code route53}, {@code sts}
 * @param dialect of the service
 * @param region what the signature is scoped to
 * @param parameters the form of a query call; empty for Route 53 and KMS
 */
public record AwsCall(
        String requestId,
        Instant at,
        String service,
        Dialect dialect,
        String action,
        String region,
        Caller caller,
        AwsRequest request,
        QueryParameters parameters) {

    /** The id of the account that the caller acts in. */
    public String accountId() {
        return caller.accountId();
    }

    /** As policies name it: {@code ec2:CreateVpcEndpoint}. */
    public String permission() {
        return service + ":" + action;
    }
}

package dev.postern.sandbox.aws.setting;

/**
 * How much of everything an account may have.
 *
 * @param endpointsPerVpc interface endpoints (VPC, "Quotas for AWS PrivateLink")
 * @param rolesPerAccount roles (IAM, "IAM and AWS STS quotas")
 */
public record Quotas(int endpointsPerVpc, int rolesPerAccount) {

    /** What a new AWS account has. */
    public static Quotas initial() {
        return new Quotas(50, 1_000);
    }

    /** For tests of scale. */
    public static Quotas unlimited() {
        return new Quotas(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}

package dev.postern.sandbox.aws.setting;

/**
 * How much of everything an account may have. What is there already stays when a quota is lowered.
 *
 * @param endpointsPerVpc interface endpoints (VPC, "Quotas for AWS PrivateLink")
 * @param rolesPerAccount roles (IAM, "IAM and AWS STS quotas")
 * @param hostedZonesPerAccount hosted zones (Route 53, "Quotas")
 */
public record Quotas(int endpointsPerVpc, int rolesPerAccount, int hostedZonesPerAccount) {

    public Quotas {
        check("endpointsPerVpc", endpointsPerVpc);
        check("rolesPerAccount", rolesPerAccount);
        check("hostedZonesPerAccount", hostedZonesPerAccount);
    }

    /** What a new AWS account has. */
    public static Quotas initial() {
        return new Quotas(50, 1_000, 500);
    }

    /** For tests of scale. */
    public static Quotas unlimited() {
        return new Quotas(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public Quotas withEndpointsPerVpc(int quota) {
        return new Quotas(quota, rolesPerAccount, hostedZonesPerAccount);
    }

    public Quotas withRolesPerAccount(int quota) {
        return new Quotas(endpointsPerVpc, quota, hostedZonesPerAccount);
    }

    public Quotas withHostedZonesPerAccount(int quota) {
        return new Quotas(endpointsPerVpc, rolesPerAccount, quota);
    }

    private static void check(String name, int quota) {
        if (quota < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + quota);
        }
    }
}

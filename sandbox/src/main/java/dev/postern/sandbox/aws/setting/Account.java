package dev.postern.sandbox.aws.setting;

/**
 * An AWS account with one set of long-lived access keys.
 *
 * @param id twelve digits
 * @param name of the IAM user who holds the keys
 * @param zoneRotation by how many places this account's zone names are shifted against the zone ids
 */
public record Account(String id, String name, String accessKeyId, String secretAccessKey, int zoneRotation) {

    /** The vendor's account, in which endpoints are made. */
    public static final Account OPERATOR = new Account("111111111111", "operator", "sandbox-operator", "sandbox", 0);

    public static final Account ACME = new Account("222222222222", "acme", "sandbox-acme", "sandbox", 1);
    public static final Account GLOBEX = new Account("333333333333", "globex", "sandbox-globex", "sandbox", 2);

    public Account {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("account id must be 12 digits, but is '" + id + "'");
        }
    }

    /**
     * What this account calls a zone: {@code use1-az1} may be {@code us-east-1b}.
     *
     * @throws IllegalArgumentException if the region has no such zone
     */
    public String zoneName(Region region, String zoneId) {
        int index = region.zoneIds().indexOf(zoneId);
        if (index < 0) {
            throw new IllegalArgumentException("region " + region.name() + " has no zone '" + zoneId + "'");
        }
        int letter = (index + zoneRotation) % region.zoneIds().size();
        return region.name() + (char) ('a' + letter);
    }
}

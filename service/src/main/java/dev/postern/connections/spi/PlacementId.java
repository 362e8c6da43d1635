package dev.postern.connections.spi;

import java.util.List;

/**
 * Names a place in which endpoints are made.
 *
 * @param region such as {@code us-east-1}
 * @param account the operator's AWS account, twelve digits
 * @param vpc such as {@code vpc-0123456789abcdef0}
 */
public record PlacementId(String region, String account, String vpc) {

    public PlacementId {
        for (String part : List.of(region, account, vpc)) {
            if (part.isBlank() || part.contains("/")) {
                throw new IllegalArgumentException(
                        "a placement is named by region, account and vpc, none of them blank, but one is '%s'"
                                .formatted(part));
            }
        }
    }

    /** Reads what {@link #toString()} wrote. */
    public static PlacementId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "a placement is written region/account/vpc, but was '%s'".formatted(text));
        }
        return new PlacementId(parts[0], parts[1], parts[2]);
    }

    /** Whether one call can tell of the endpoints of both. */
    public boolean sharesAccountAndRegion(PlacementId other) {
        return region.equals(other.region) && account.equals(other.account);
    }

    @Override
    public String toString() {
        return region + "/" + account + "/" + vpc;
    }
}

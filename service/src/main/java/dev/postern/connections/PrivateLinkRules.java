package dev.postern.connections;

import dev.postern.foundation.FieldError;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.PosternException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a tenant may ask for over PrivateLink, with advice for what people get wrong. */
@Component
class PrivateLinkRules {

    private static final String REGION = "[a-z]{2,3}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}";
    private static final Pattern REGION_NAME = Pattern.compile(REGION);
    private static final Pattern ZONE_ID = Pattern.compile("[a-z]{2,6}[0-9]{1,2}-az[0-9]{1,2}");
    private static final Pattern ZONE_NAME = Pattern.compile("(" + REGION + ")[a-z]");
    private static final Pattern SERVICE_NAME =
            Pattern.compile("com\\.amazonaws\\.vpce\\.(" + REGION + ")\\.vpce-svc-[0-9a-f]{8,17}");
    private static final Pattern SERVICE_ID = Pattern.compile("vpce-svc-[0-9a-f]{8,17}");
    private static final Pattern SERVICE_OF_AWS = Pattern.compile("com\\.amazonaws\\.(?!vpce\\.)[a-z0-9.-]{1,100}");
    private static final String SERVICE_NAME_FORM =
            "must be the name of an endpoint service: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

    private final ServedRegions served;
    private final DnsRules dnsRules;

    PrivateLinkRules(ServedRegions served, DnsRules dnsRules) {
        this.served = served;
        this.dnsRules = dnsRules;
    }

    /**
     * The intent, if all of it can be accepted; otherwise says everything that is wrong with it.
     *
     * @param present the hostname that the connection has already; null if none
     */
    PrivateLinkIntent check(
            @Nullable String serviceName,
            @Nullable String serviceRegion,
            List<@Nullable String> zones,
            @Nullable DnsSettings dns,
            @Nullable Hostname present) {
        List<FieldError> errors = new ArrayList<>();
        String region = checkZones(zones, errors);
        checkService(serviceName, serviceRegion, region, errors);
        Hostname hostname = dns == null ? null : dnsRules.check(dns, present, errors);
        if (!errors.isEmpty() || region == null) {
            throw PosternException.invalid(errors);
        }
        return new PrivateLinkIntent(serviceName, serviceRegion, region, List.copyOf(zones), hostname);
    }

    /** The region of the zones; null if something is wrong with them. */
    private @Nullable String checkZones(List<@Nullable String> zones, List<FieldError> errors) {
        int before = errors.size();
        Set<String> regions = new LinkedHashSet<>();
        Set<@Nullable String> seen = new HashSet<>();
        for (int i = 0; i < zones.size(); i++) {
            String zone = zones.get(i);
            String wrong = checkZone(zone, regions);
            if (wrong == null && !seen.add(zone)) {
                wrong = "is named twice";
            }
            if (wrong != null) {
                errors.add(new FieldError("/availabilityZones/" + i, wrong));
            }
        }
        if (errors.size() > before) {
            return null;
        }
        if (regions.size() > 1) {
            errors.add(new FieldError(
                    "/availabilityZones",
                    "lie in %s: an endpoint is in one region only".formatted(String.join(" and ", regions))));
            return null;
        }
        if (!served.anyPlacementCovers(seen)) {
            errors.add(new FieldError(
                    "/availabilityZones",
                    "no VPC of the operator has subnets in all of these zones; ask for fewer of them"));
            return null;
        }
        return regions.iterator().next();
    }

    private @Nullable String checkZone(@Nullable String zone, Set<String> regions) {
        if (zone == null) {
            return "must be a zone id such as use1-az1";
        }
        Matcher name = ZONE_NAME.matcher(zone);
        if (name.matches()) {
            return ("%s is a zone name, and AWS gives each account other zones under the same names. Give the zone id, "
                            + "such as use1-az1: aws ec2 describe-availability-zones --region %s --zone-names %s "
                            + "--query AvailabilityZones[].ZoneId")
                    .formatted(zone, name.group(1), zone);
        }
        if (!ZONE_ID.matcher(zone).matches()) {
            return "must be a zone id such as use1-az1";
        }
        String region = served.regionOf(zone).orElse(null);
        if (region == null) {
            return "%s is not served; served are: %s".formatted(zone, served.describe());
        }
        regions.add(region);
        return null;
    }

    private static void checkService(
            @Nullable String serviceName,
            @Nullable String serviceRegion,
            @Nullable String region,
            List<FieldError> errors) {
        if (serviceRegion != null && !REGION_NAME.matcher(serviceRegion).matches()) {
            errors.add(new FieldError("/serviceRegion", "must be a region such as eu-west-1"));
            return;
        }
        if (serviceName == null) {
            return;
        }
        Matcher name = SERVICE_NAME.matcher(serviceName);
        if (!name.matches()) {
            errors.add(new FieldError("/serviceName", serviceAdvice(serviceName)));
            return;
        }
        String home = name.group(1);
        if (serviceRegion != null && !serviceRegion.equals(home)) {
            errors.add(new FieldError(
                    "/serviceRegion", "is %s, but the service's name says %s".formatted(serviceRegion, home)));
        } else if (serviceRegion == null && region != null && !region.equals(home)) {
            errors.add(new FieldError(
                    "/serviceName",
                    ("is in %1$s, but the zones are in %2$s. Give zones of %1$s, or set serviceRegion to %1$s for an "
                                    + "endpoint across regions, which the service must support")
                            .formatted(home, region)));
        }
    }

    /** Throws where it is none. */
    void checkServiceName(String serviceName) {
        if (!SERVICE_NAME.matcher(serviceName).matches()) {
            throw PosternException.invalid("/serviceName", serviceAdvice(serviceName));
        }
    }

    private static String serviceAdvice(String serviceName) {
        if (SERVICE_ID.matcher(serviceName).matches()) {
            return "is the id of the service; " + SERVICE_NAME_FORM;
        }
        if (SERVICE_OF_AWS.matcher(serviceName).matches()) {
            return "is a service of AWS itself; " + SERVICE_NAME_FORM;
        }
        return SERVICE_NAME_FORM;
    }
}

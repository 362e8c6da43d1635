package dev.postern.access;

import dev.postern.foundation.Hostname;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Names that no tenant gets a hosted zone for, whatever its suffixes. A private zone hides everything at and below its
 * name from the whole VPC, and other things live there beside the endpoints: what the operator runs, and the names of AWS
 * that it calls.
 */
@Component
class ReservedNames {

    /**
     * Names that AWS answers calls, serves consoles and publishes revocation lists under. The DNS suffixes of all
     * partitions (file {@code partitions.json} of the AWS SDKs), the top-level domains of Amazon (IANA, root zone), and
     * the domains of services whose names customers' programs look up. In a VPC {@code ec2.internal} and
     * {@code compute.internal} are AWS's too (Amazon VPC user guide, "DNS attributes"); the rest of {@code internal} is
     * for private use, and the operator decides on it by suffixes.
     */
    private static final List<Hostname> OF_AWS = names(
            "amazonaws.com",
            "amazonaws.com.cn",
            "amazonaws.eu",
            "amazonwebservices.com.cn",
            "amazonwebservices.eu",
            "c2s.ic.gov",
            "hci.ic.gov",
            "aws.ic.gov",
            "sc2s.sgov.gov",
            "aws.scloud",
            "cloud.adc-e.uk",
            "cloud-aws.adc-e.uk",
            "aws",
            "amazon",
            "amazon.com",
            "amazontrust.com",
            "aws.dev",
            "awsstatic.com",
            "awsapps.com",
            "awsapprunner.com",
            "awsglobalaccelerator.com",
            "amazoncognito.com",
            "amplifyapp.com",
            "cloudfront.net",
            "elasticbeanstalk.com",
            "ec2.internal",
            "compute.internal");

    /**
     * Names that are not looked up in DNS, or mean something else there (RFC 6761, 6762, 7686, 9476; {@code arpa}: RFC
     * 3172). {@code example}, {@code test} and {@code internal} can be looked up, and so may be allowed.
     */
    private static final List<Hostname> WITHOUT_HOSTS = names("localhost", "local", "invalid", "onion", "alt", "arpa");

    private final List<Hostname> ofOperator;

    ReservedNames(DnsProperties properties) {
        this.ofOperator = properties.domains();
    }

    /** Why no name within {@code name} can be had; empty if some may. */
    Optional<String> refusalOfSuffix(Hostname name) {
        return first(name, OF_AWS)
                .map("lies within %s, which belongs to AWS"::formatted)
                .or(() -> first(name, WITHOUT_HOSTS).map("lies within %s, which has no hosts in DNS"::formatted))
                .or(() -> first(name, ofOperator).map(domain -> "belongs to the operator"));
    }

    /** Why there can be no zone for {@code name}; empty if there can. */
    Optional<String> refusalOfZone(Hostname name) {
        return refusalOfSuffix(name).or(() -> hidden(name));
    }

    private Optional<String> hidden(Hostname name) {
        boolean hides = Stream.concat(OF_AWS.stream(), ofOperator.stream()).anyMatch(taken -> taken.isWithin(name));
        return hides ? Optional.of("would hide names of AWS or of the operator that lie below it") : Optional.empty();
    }

    private static Optional<Hostname> first(Hostname name, List<Hostname> domains) {
        return domains.stream().filter(name::isWithin).findFirst();
    }

    private static List<Hostname> names(String... names) {
        return Stream.of(names).map(Hostname::new).toList();
    }
}

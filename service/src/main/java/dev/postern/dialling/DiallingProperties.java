package dev.postern.dialling;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.dialling}.
 *
 * @param allow CIDRs in which endpoints may be dialled though they are no public ones. Endpoints have private addresses in
 *     the operator's VPCs, so that private networks are the default; the subnets of the placements are all that is needed
 * @param allowBastions CIDRs in which bastions may be dialled though they are no public ones. Tenants say where their
 *     bastions are, so that none is the default
 * @param denyBastions CIDRs in which no bastion is dialled, allowed or public: what the operator has on public addresses
 *     that does not treat everybody alike
 */
@ConfigurationProperties("postern.dialling")
record DiallingProperties(
        @DefaultValue({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"})
        List<String> allow,

        @DefaultValue List<String> allowBastions,

        @DefaultValue List<String> denyBastions) {

    DiallingProperties {
        allow = List.copyOf(allow);
        allowBastions = List.copyOf(allowBastions);
        denyBastions = List.copyOf(denyBastions);
    }
}

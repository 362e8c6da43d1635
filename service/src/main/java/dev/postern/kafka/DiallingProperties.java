package dev.postern.kafka;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.dialling}.
 *
 * @param allow CIDRs that may be dialled though they are no public ones. Endpoints have private addresses in the
 *     operator's VPCs, so that private networks are the default; the subnets of the placements are all that is needed
 */
@ConfigurationProperties("postern.dialling")
record DiallingProperties(
        @DefaultValue({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"})
        List<String> allow) {

    DiallingProperties {
        allow = List.copyOf(allow);
    }
}

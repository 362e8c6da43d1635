package dev.postern.kafka;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.dialling}.
 *
 * @param allow CIDRs of networks of the operator's own that may be dialled all the same: the subnets that endpoints are
 *     made in
 */
@ConfigurationProperties("postern.dialling")
record DiallingProperties(@DefaultValue List<String> allow) {

    DiallingProperties {
        allow = List.copyOf(allow);
    }
}

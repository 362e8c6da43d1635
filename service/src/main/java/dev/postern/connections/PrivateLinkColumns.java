package dev.postern.connections;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the table {@code connection} has of AWS PrivateLink, by the names of parameters; nothing for other kinds. */
@Component
class PrivateLinkColumns {

    private final JsonMapper json;

    PrivateLinkColumns(JsonMapper json) {
        this.json = json;
    }

    Map<String, @Nullable Object> of(Connection connection) {
        return switch (connection) {
            case PrivateLinkConnection privateLink -> of(privateLink.intent(), privateLink.holdings());
            case BastionConnection bastion -> of(null, Holdings.NONE);
        };
    }

    private Map<String, @Nullable Object> of(@Nullable PrivateLinkIntent intent, Holdings holdings) {
        Endpoint endpoint = holdings.endpoint();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("serviceName", intent == null ? null : intent.serviceName());
        columns.put("serviceRegion", intent == null ? null : intent.serviceRegion());
        columns.put("zones", intent == null ? null : intent.availabilityZones().toArray(String[]::new));
        columns.put("region", intent == null ? null : intent.region());
        columns.put(
                "dnsMode",
                intent == null ? null : DnsSettings.of(intent.hostname()).mode().name());
        columns.put("hostname", intent == null ? null : text(intent.hostname()));
        columns.put("placement", text(holdings.placement()));
        columns.put("generation", holdings.generation());
        columns.put("principal", holdings.principal());
        columns.put("claimed", holdings.serviceClaimed());
        columns.put("epoch", holdings.epoch());
        columns.put("endpointId", endpoint == null ? null : endpoint.id());
        columns.put("endpointState", endpoint == null ? null : endpoint.state());
        columns.put("dnsNames", json.writeValueAsString(endpoint == null ? List.of() : endpoint.dnsNames()));
        columns.put("zoneNumber", holdings.zone().number());
        columns.put("zoneId", holdings.zone().id());
        columns.put("zoneChangeId", holdings.zone().changeId());
        return columns;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

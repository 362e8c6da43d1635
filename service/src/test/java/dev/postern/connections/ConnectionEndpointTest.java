package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever routes through a connection joins all mappings anew when it leads elsewhere: a new name costs nobody anything. */
class ConnectionEndpointTest {

    private static final ConnectionId ID = ConnectionId.next();

    @Test
    void anotherNameLeadsWhereTheOldOneDid() {
        assertThat(endpoint("old", true, List.of("use1-az1")).leadsAsDoes(endpoint("new", true, List.of("use1-az1"))))
                .isTrue();
    }

    @Test
    void anythingElseLeadsElsewhere() {
        ConnectionEndpoint before = endpoint("same", true, List.of("use1-az1"));

        assertThat(before.leadsAsDoes(endpoint("same", false, List.of("use1-az1"))))
                .isFalse();
        assertThat(before.leadsAsDoes(endpoint("same", true, List.of("use1-az4"))))
                .isFalse();
    }

    private static ConnectionEndpoint endpoint(String name, boolean available, List<String> zones) {
        return new ConnectionEndpoint(ID, name, ConnectionKind.AWS_PRIVATELINK, available, false, zones, List.of());
    }
}

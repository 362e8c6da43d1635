package dev.postern.privatelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names as AWS writes them; how names that are addresses get their zones is in the provisioner's contract. */
class EndpointNamesTest {

    private static final Map<String, String> ZONES =
            Map.of("us-east-1a", "use1-az6", "us-east-1b", "use1-az1", "us-east-1-bos-1b", "use1-bos1-az1");

    @Test
    void aZonalNameHasTheNameOfTheZoneInItsFirstLabel() {
        assertThat(EndpointNames.zoneInLabel(
                        "vpce-0fe5b17a0707d6abc-29p5708s-us-east-1a.vpce-svc-0a1b2c3d4e5f60718.us-east-1.vpce"
                                + ".amazonaws.com",
                        ZONES))
                .isEqualTo("use1-az6");
    }

    @Test
    void theRegionalNameHasNone() {
        assertThat(EndpointNames.zoneInLabel(
                        "vpce-0fe5b17a0707d6abc-29p5708s.vpce-svc-0a1b2c3d4e5f60718.us-east-1.vpce.amazonaws.com",
                        ZONES))
                .isNull();
    }

    @Test
    void aLocalZoneIsNotMistakenForTheZoneThatItsNameEndsWith() {
        assertThat(EndpointNames.zoneInLabel("vpce-0fe5b17a-29p5708s-us-east-1-bos-1b.vpce-svc-1.vpce.test", ZONES))
                .isEqualTo("use1-bos1-az1");
    }

    @Test
    void anAddressHasNone() {
        assertThat(EndpointNames.zoneInLabel("127.1.2.3", ZONES)).isNull();
    }
}

package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import org.junit.jupiter.api.Test;

class TlsMaterialsTest {

    private final TlsMaterials materials = new TlsMaterials();

    @Test
    void whatARunTrustsIsReadOnceAndThatOfAnotherSecurityIsAnother() throws Exception {
        String authority = new TestCertificates().authorityPem();

        TlsMaterial first = materials.of(trusting(authority));

        assertThat(materials.of(trusting(authority))).isSameAs(first);
        assertThat(materials.of(trusting(new TestCertificates().authorityPem())))
                .isNotSameAs(first);
    }

    private static ClusterSecurity trusting(String authority) {
        return new ClusterSecurity(SecurityProtocol.SSL, null, authority, null);
    }
}

package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MappingBodiesTest {

    private final TenantId tenant = TenantId.next();
    private final ClusterId cluster = ClusterId.next();
    private final MappingBodies bodies = new MappingBodies(JsonMapper.shared());

    /** A tenant with more than is remembered has as many read at once as it likes. */
    @Test
    void whoReadsTheSameVersionAtOnceSharesOneCopy() {
        byte[] one = bodies.body(version(1), Representation.JSON);

        assertThat(bodies.body(version(1), Representation.JSON)).isSameAs(one);
        assertThat(bodies.body(version(2), Representation.JSON)).isNotSameAs(one);
        assertThat(bodies.body(version(1), Representation.TEXT)).isNotSameAs(one);
    }

    private ResolverMapping version(long version) {
        return new ResolverMapping(tenant, cluster, version, Instant.EPOCH, MappingContent.EMPTY);
    }
}

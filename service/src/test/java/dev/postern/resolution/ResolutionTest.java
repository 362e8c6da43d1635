package dev.postern.resolution;

import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.testing.PosternTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The whole service, but for clusters that are not there; it looks at them often. */
@Import(ResolutionTest.Clusters.class)
@TestPropertySource(
        properties = {
            "postern.topology.interval=300ms",
            "postern.topology.refused-interval=1h",
            "postern.topology.forget-after=1h"
        })
abstract class ResolutionTest extends PosternTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Clusters {

        @Bean
        @Primary
        FakeMetadata fakeMetadata() {
            return new FakeMetadata();
        }
    }
}

package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClusterSizeTest {

    @Test
    void aPageHasAsManyClustersAsFitAndNoMoreThanAskedFor() {
        assertThat(ClusterSize.fitting(sizes(10, 10, 10), 200)).hasSize(3);
        assertThat(ClusterSize.fitting(sizes(10, 10, 10), 2)).hasSize(2);
        assertThat(ClusterSize.fitting(sizes(300_000, 300_000, 300_000, 300_000), 200))
                .hasSize(3);
        assertThat(ClusterSize.fitting(List.of(), 200)).isEmpty();
    }

    @Test
    void whatFitsOnNoPageHasOneOfItsOwn() {
        assertThat(ClusterSize.fitting(sizes(2_000_000, 10), 200)).hasSize(1);
        assertThat(ClusterSize.fitting(sizes(10, 2_000_000), 200)).hasSize(1);
    }

    private static List<ClusterSize> sizes(long... bytes) {
        return LongStream.of(bytes)
                .mapToObj(size -> new ClusterSize(ClusterId.next(), size))
                .toList();
    }
}

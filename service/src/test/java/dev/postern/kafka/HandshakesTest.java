package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.dialling.Deadline;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandshakesTest {

    private final TenantId greedy = TenantId.next();
    private final Handshakes handshakes = new Handshakes(3, 2);

    @Test
    void aTenantHasSoManyAtOnceAndLeavesSomeToOthers() throws ProbeFailed {
        Handshakes.Turn first = handshakes.take(greedy, soon());
        try (Handshakes.Turn second = handshakes.take(greedy, soon())) {
            assertThat(second).isNotNull();
            assertThatThrownBy(() -> handshakes.take(greedy, soon()))
                    .isInstanceOf(ProbeFailed.class)
                    .hasMessageContaining("2 others of the tenant");
            try (Handshakes.Turn another = handshakes.take(TenantId.next(), soon())) {
                assertThat(another).isNotNull();
            }
            first.close();
            try (Handshakes.Turn next = handshakes.take(greedy, soon())) {
                assertThat(next).isNotNull();
            }
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMillis(50));
    }
}

package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What brokers make us compute keeps neither requests nor other tenants waiting. */
class ComputingTest {

    private static final byte[] SALT = {1, 2, 3};
    private static final Deadline LATE = Deadline.in(Duration.ofSeconds(30));

    private final Computing computing = new Computing(2);
    private final TenantId greedy = TenantId.next();
    private final TenantId modest = TenantId.next();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        computing.close();
    }

    @Test
    void aTenantComputesOneThingAtATimeAlsoWhenNobodyWaitsForItAnyLonger() throws ProbeFailed {
        assertThatThrownBy(() -> computing.compute(greedy, Deadline.in(Duration.ofMillis(50)), this::endless))
                .hasMessageContaining("not computed in time");

        assertThatThrownBy(() -> computing.compute(greedy, Deadline.in(Duration.ofMillis(50)), () -> "second"))
                .hasMessageContaining("one at a time");
        assertThat(computing.compute(modest, LATE, () -> "another's")).isEqualTo("another's");

        end.countDown();
        assertThat(computing.compute(greedy, LATE, () -> "second")).isEqualTo("second");
    }

    @Test
    void nothingIsComputedOnTheThreadsOfRequests() throws ProbeFailed {
        assertThat(computing.compute(modest, LATE, () -> Thread.currentThread().isVirtual()))
                .isFalse();
    }

    @Test
    void brokersThatAskForTheSameAreComputedForOnce() throws ProbeFailed {
        SaltedPasswords run = new SaltedPasswords(modest, computing);
        byte[] first = run.of(user("right"), SALT, 4096, LATE);

        assertThat(run.of(user("right"), SALT, 4096, LATE)).isSameAs(first);
        assertThat(run.of(user("wrong"), SALT, 4096, LATE)).isNotEqualTo(first);
        assertThat(run.of(user("right"), SALT, 4097, LATE)).isNotEqualTo(first);
        assertThat(run.of(user("right"), new byte[] {4}, 4096, LATE)).isNotEqualTo(first);
    }

    private static Login user(String password) {
        return new Login(SaslMechanism.SCRAM_SHA_256, "u", Secret.of(password));
    }

    private String endless() {
        try {
            end.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        return "first";
    }
}

package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.FakeBrokers;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.foundation.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a broker is asked the same, depending on what it answers. */
class RepeatedlyTest {

    private static final ClusterSecurity WITH_LOGIN = new ClusterSecurity(
            SecurityProtocol.SASL_PLAINTEXT, new Login(SaslMechanism.SCRAM_SHA_256, "u", Secret.of("p")), null, null);
    private static final ClusterSecurity WITHOUT = new ClusterSecurity(SecurityProtocol.PLAINTEXT, null, null, null);

    private final LoginGate gate = new LoginGate();

    @Test
    void anAnswerIsAskedForEightTimes() {
        assertThat(ask(WITH_LOGIN, Optional.empty())).hasSize(8);
        assertThat(ask(WITHOUT, Optional.empty())).hasSize(8);
    }

    @Test
    void aRefusedLogInIsTheLastOne() {
        assertThat(ask(WITH_LOGIN, failed(ProbeFailure.LOGIN_REFUSED))).hasSize(1);
        assertThat(gate.open()).isFalse();
        assertThat(ask(WITH_LOGIN, Optional.empty())).isEmpty();
    }

    @Test
    void aBrokerThatHangsIsNotWaitedForAgainAndAgain() {
        assertThat(ask(WITH_LOGIN, failed(ProbeFailure.TIMEOUT))).hasSize(1);
        assertThat(gate.open()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP_REFUSED", "CONNECTION_LOST", "PROTOCOL"})
    void whatFailsAtOnceMayBeRightNextTime(ProbeFailure cause) {
        assertThat(ask(WITH_LOGIN, failed(cause))).hasSize(8);
    }

    private static Optional<ProbeError> failed(ProbeFailure cause) {
        return Optional.of(new ProbeError(cause, "no"));
    }

    private List<Optional<ProbeError>> ask(ClusterSecurity security, Optional<ProbeError> outcome) {
        Duration limit = Duration.ofSeconds(10);
        ValidationSettings settings =
                new ValidationSettings(4, 4, 64, 8, limit, limit, limit, limit, limit, limit, limit, 100);
        Fork here = new Fork() {
            @Override
            public <T> Future<T> start(Callable<T> work) {
                FutureTask<T> task = new FutureTask<>(work);
                task.run();
                return task;
            }
        };
        return new Repeatedly(new Probes(FakeBrokers.of(1), security, settings), gate, here)
                .ask("broker 1", () -> outcome, answer -> answer);
    }
}

package dev.postern.clusters.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.MetadataOutcome.Answered;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.MetadataOutcome.Unanswered;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link MetadataSource} keeps, the one that speaks to brokers and the one that tests put in its place. */
public abstract class MetadataSourceContract {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final TenantId TENANT = TenantId.next();

    protected abstract MetadataSource source();

    /** Two ways into a cluster that wants a log-in. */
    protected abstract List<BrokerWay> ways();

    protected abstract ClusterSecurity rightPassword();

    protected abstract ClusterSecurity wrongPassword();

    protected abstract String kafkaClusterId();

    /** A way to a port that nobody listens on. */
    private static BrokerWay nowhere() {
        return new BrokerWay(new HostPort("b-9.kafka.internal", 9092), new HostPort("127.0.0.1", 1));
    }

    @Test
    void theFirstWayThatAnswersIsTaken() {
        BrokerWay works = ways().getFirst();

        MetadataOutcome outcome = source().metadata(TENANT, List.of(nowhere(), works), rightPassword(), DEADLINE);

        assertThat(outcome).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.via()).isEqualTo(works);
            assertThat(answered.metadata().kafkaClusterId()).isEqualTo(kafkaClusterId());
            assertThat(answered.metadata().brokers())
                    .isNotEmpty()
                    .isSortedAccordingTo((left, right) -> Integer.compare(left.nodeId(), right.nodeId()));
        });
    }

    @Test
    void whyNoWayAnsweredIsToldForEach() {
        MetadataOutcome outcome = source().metadata(TENANT, List.of(nowhere(), nowhere()), rightPassword(), DEADLINE);

        assertThat(causes(outcome)).containsExactly(ProbeFailure.TCP_REFUSED, ProbeFailure.TCP_REFUSED);
    }

    @Test
    void afterARefusedLogInNoOtherWayIsTried() {
        MetadataOutcome outcome = source().metadata(TENANT, ways(), wrongPassword(), DEADLINE);

        assertThat(causes(outcome)).containsExactly(ProbeFailure.LOGIN_REFUSED);
    }

    private static List<ProbeFailure> causes(MetadataOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unanswered.class);
        return ((Unanswered) outcome)
                .failures().stream().map(MetadataOutcome.Failure::cause).toList();
    }
}

package dev.postern.clusters.spi;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.MetadataOutcome.Answered;
import dev.postern.clusters.spi.MetadataOutcome.Failure;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.MetadataOutcome.Unanswered;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Clusters that are not there: what they say, by the target that is dialled. Keeps {@link MetadataSourceContract}. */
public final class FakeMetadata implements MetadataSource {

    private record Behind(ClusterMetadata metadata, String password) {}

    private final Map<String, Behind> listeners = new ConcurrentHashMap<>();
    private final List<HostPort> dialled = new CopyOnWriteArrayList<>();

    /** From now on, whoever connects there is answered so, without a log-in. */
    public void answer(HostPort target, ClusterMetadata metadata) {
        answer(target, metadata, "");
    }

    /** From now on, whoever connects there and logs in with the password is answered so. */
    public void answer(HostPort target, ClusterMetadata metadata, String password) {
        listeners.put(target.key(), new Behind(metadata, password));
    }

    /** From now on nobody listens there. */
    public void close(HostPort target) {
        listeners.remove(target.key());
    }

    /** What was dialled so far, in that order. */
    public List<HostPort> dialled() {
        return List.copyOf(dialled);
    }

    @Override
    public MetadataOutcome metadata(
            TenantId tenant, List<BrokerWay> ways, ClusterSecurity security, Duration deadline) {
        Login login = security.login();
        String password = login == null ? "" : login.password().reveal();
        List<Failure> failures = new ArrayList<>();
        for (BrokerWay way : ways) {
            dialled.add(way.target());
            Behind behind = listeners.get(way.target().key());
            if (behind == null) {
                failures.add(new Failure(way, ProbeFailure.TCP_REFUSED, "Nobody listens there."));
            } else if (!behind.password().equals(password)) {
                failures.add(new Failure(way, ProbeFailure.LOGIN_REFUSED, "The log-in is refused."));
                return new Unanswered(failures);
            } else {
                return new Answered(behind.metadata(), way);
            }
        }
        return new Unanswered(failures);
    }
}

package dev.postern.kafka;

import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.BrokerProbes;
import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.MetadataOutcome;
import dev.postern.clusters.spi.MetadataOutcome.Answered;
import dev.postern.clusters.spi.MetadataOutcome.Failure;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.MetadataOutcome.Unanswered;
import dev.postern.clusters.spi.MetadataSource;
import dev.postern.clusters.spi.NameOutcome;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.TenantId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** One way after the other, each with a fair share of the time that is left. */
@Component
final class KafkaMetadataSource implements MetadataSource {

    private final BrokerProbes probes;

    KafkaMetadataSource(BrokerProbes probes) {
        this.probes = probes;
    }

    @Override
    public MetadataOutcome metadata(
            TenantId tenant, List<BrokerWay> ways, ClusterSecurity security, Duration deadline) {
        BrokerProbe probe = probes.begin(tenant);
        Deadline end = Deadline.in(deadline);
        List<Failure> failures = new ArrayList<>();
        for (int tried = 0; tried < ways.size(); tried++) {
            BrokerWay way = ways.get(tried);
            Deadline share = end.share(ways.size() - tried);
            switch (probe.resolve(way.target().host(), share.remaining())) {
                case NameOutcome.NotResolved(String detail) ->
                    failures.add(new Failure(way, ProbeFailure.NAME_NOT_RESOLVED, detail));
                case NameOutcome.Forbidden(String detail) ->
                    failures.add(new Failure(way, ProbeFailure.ADDRESS_FORBIDDEN, detail));
                case NameOutcome.Resolved resolved -> {
                    List<InetAddress> addresses = resolved.addresses();
                    for (int number = 0; number < addresses.size(); number++) {
                        ProbeTarget target = new ProbeTarget(
                                way.address(),
                                addresses.get(number),
                                way.target().port());
                        Duration time = share.share(addresses.size() - number).remaining();
                        switch (probe.metadata(target, security, time)) {
                            case BrokerMetadataOutcome.Answered answered -> {
                                return new Answered(answered.metadata(), way);
                            }
                            case BrokerMetadataOutcome.Failed failed -> {
                                failures.add(new Failure(
                                        way,
                                        failed.error().cause(),
                                        failed.error().detail()));
                                if (failed.error().cause() == ProbeFailure.LOGIN_REFUSED) {
                                    return new Unanswered(failures);
                                }
                            }
                        }
                    }
                }
            }
        }
        return new Unanswered(failures);
    }
}

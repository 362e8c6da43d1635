package dev.postern.resolution;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks at every cluster when it is due. A round only begins looks, on virtual threads and up to a limit; a dead
 * cluster holds up nothing but its own.
 */
@Configuration(proxyBeanMethods = false)
class TopologyWatch {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    @Bean(destroyMethod = "close")
    Rounds topologyRounds(DueLooks due, TopologyLook look, TopologyProperties properties) {
        return new Rounds(due, look, properties.concurrency());
    }

    @Bean
    RecurringTask<Void> topologyWatchTask(Rounds rounds) {
        return Tasks.recurring("topology-watch", FixedDelay.of(ROUND)).execute((instance, context) -> rounds.begin());
    }

    /** Looks of this replica. */
    static final class Rounds {

        private static final Logger log = LoggerFactory.getLogger(Rounds.class);

        private final DueLooks due;
        private final TopologyLook look;
        private final Semaphore free;
        private final Map<TenantId, Integer> underWay = new ConcurrentHashMap<>();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Rounds(DueLooks due, TopologyLook look, int concurrency) {
            this.due = due;
            this.look = look;
            this.free = new Semaphore(concurrency);
        }

        /** Begins as many looks as are due and free, and does not wait for them. */
        void begin() {
            int room = free.drainPermits();
            List<DueLooks.Due> claimed = List.of();
            try {
                claimed = due.claim(room, Map.copyOf(underWay));
            } finally {
                free.release(room - claimed.size());
            }
            claimed.forEach(one -> underWay.merge(one.tenantId(), 1, Integer::sum));
            claimed.forEach(one -> threads.execute(() -> {
                try {
                    look(one);
                } finally {
                    underWay.computeIfPresent(one.tenantId(), (id, looks) -> looks == 1 ? null : looks - 1);
                    free.release();
                }
            }));
        }

        private void look(DueLooks.Due one) {
            MDC.put("tenantId", one.tenantId().value());
            MDC.put("clusterId", one.clusterId().value());
            try {
                look.look(one.tenantId(), one.clusterId());
            } catch (RuntimeException | Error failed) {
                log.error("A look at cluster {} could not be recorded; it is due again later", one.clusterId(), failed);
            } finally {
                MDC.clear();
            }
        }

        /** Gives looks under way a moment to end and be recorded. */
        void close() throws InterruptedException {
            threads.shutdown();
            if (!threads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        }
    }
}

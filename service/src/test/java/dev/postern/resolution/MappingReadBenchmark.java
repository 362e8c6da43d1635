package dev.postern.resolution;

import dev.postern.benchmark.Comparison;
import dev.postern.benchmark.ResultTable;
import dev.postern.benchmark.Sample;
import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * What it costs to read a mapping that is in memory, against the same bytes from the bare HTTP server. Both run in this
 * JVM, with the callers.
 */
@TestPropertySource(
        properties = {
            "postern.limits.requests.token-per-minute=100000000",
            "postern.limits.requests.token-burst=100000000",
            "postern.limits.requests.tenant-per-minute=100000000",
            "postern.limits.requests.tenant-burst=100000000"
        })
class MappingReadBenchmark extends ResolutionTest {

    private static final int CALLERS = 4;
    private static final int REQUESTS = 8_000;
    private static final int WARM_UPS = 6;
    private static final int ROUNDS = 15;

    /** One request, as often as it is wanted. */
    private record Load(URI server, String path, int status, String... headers) {}

    @Autowired
    private FakeMetadata kafka;

    private final ResultTable table = new ResultTable(
            "Reading a mapping from memory against a constant answer of the bare HTTP server",
            "answer",
            "bytes",
            "constant, requests a second",
            "mapping, requests a second",
            "time of a mapping against a constant");

    @Test
    void mappingsAgainstConstants() throws Exception {
        ResolvingTenant acme = ResolvingTenant.of(new PrivateLinkTenant(newTenant(), sandbox()), kafka);
        Api reader = acme.tenant().as("DATA_PLANE");
        try (BareServer bare = new BareServer()) {
            for (int brokers : List.of(3, 99)) {
                String path = acme.path(cluster(acme, brokers), "/resolver-mapping");
                Answer mapping = reader.get(path);
                int bytes = mapping.body().length();
                bare.serve(mapping.body().getBytes(StandardCharsets.UTF_8));
                String token = "Authorization: Bearer " + reader.token();
                String etag = "If-None-Match: " + mapping.header("ETag").orElseThrow();
                compare(
                        "%d brokers, 200".formatted(brokers),
                        bytes,
                        new Load(bare.uri(), BareServer.CONTENT, 200, token),
                        new Load(reader.base(), path, 200, token));
                compare(
                        "%d brokers, 304".formatted(brokers),
                        0,
                        new Load(bare.uri(), BareServer.NOT_MODIFIED, 304, token, etag),
                        new Load(reader.base(), path, 304, token, etag));
            }
        }
        table.summary("%d callers, %d requests a round. Median and spread of %d rounds each, the two in turn."
                .formatted(CALLERS, REQUESTS, ROUNDS));
    }

    private void compare(String what, int bytes, Load constant, Load mapping) throws Exception {
        Comparison times = Comparison.of(WARM_UPS, ROUNDS, () -> run(constant), () -> run(mapping));
        table.row(what, bytes, perSecond(times.first()), perSecond(times.second()), times.ratio());
    }

    private static Sample perSecond(Sample millis) {
        return new Sample(
                millis.values().stream().map(each -> REQUESTS * 1_000 / each).toList());
    }

    private static void run(Load load) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Integer>> work = new ArrayList<>();
            IntStream.range(0, CALLERS).forEach(i -> work.add(() -> ask(load)));
            for (Future<Integer> done : callers.invokeAll(work)) {
                done.get();
            }
        }
    }

    private static int ask(Load load) throws IOException {
        try (KeptAliveCaller caller = new KeptAliveCaller(load.server(), load.path(), load.status(), load.headers())) {
            int bytes = 0;
            for (int i = 0; i < REQUESTS / CALLERS; i++) {
                bytes += caller.ask();
            }
            return bytes;
        }
    }

    private static String cluster(ResolvingTenant acme, int brokers) {
        String advertised = IntStream.rangeClosed(1, brokers)
                .mapToObj(node -> "%1$d=b-%1$d.cluster-%2$d.kafka:9092".formatted(node, brokers))
                .collect(Collectors.joining(" "));
        acme.listen("cluster-" + brokers, advertised, 9091);
        String id = acme.cluster("kafka-" + brokers, "boot-%d.kafka:9092".formatted(brokers));
        acme.awaitMapping(id, answer -> answer.json().path("entries").size() == brokers);
        return id;
    }
}

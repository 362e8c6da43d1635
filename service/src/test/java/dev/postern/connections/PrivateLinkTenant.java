package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant who plays both sides: asks Postern for connections, and owns endpoint services in the sandbox. */
public record PrivateLinkTenant(TestTenant tenant, Sandbox sandbox) {

    static final List<String> ZONES = List.of("use1-az1", "use1-az4");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** A new endpoint service in us-east-1 that everybody may see. */
    public String openService() {
        String name = closedService();
        sandbox.aws().allow(name, "*");
        return name;
    }

    /** A new endpoint service in us-east-1 that nobody may see yet. */
    public String closedService() {
        String name = "service-" + NAMES.incrementAndGet();
        return sandbox.aws().tenantService(name, Account.ACME.id(), "us-east-1", ZONES, new LoadBalancer(name), true);
    }

    Answer create(String name, String serviceName) {
        return tenant.admin().post(path(""), """
                {"kind": "AWS_PRIVATELINK", "name": "%s", "serviceName": "%s",
                 "availabilityZones": ["use1-az1", "use1-az4"], "serviceRegion": null, "dns": {"mode": "RESOLVER"}}""".formatted(name, serviceName));
    }

    Answer createWithZone(String name, String serviceName, String hostname) {
        return tenant.admin().post(path(""), """
                {"kind": "AWS_PRIVATELINK", "name": "%s", "serviceName": "%s",
                 "availabilityZones": ["use1-az1", "use1-az4"],
                 "dns": {"mode": "HOSTED_ZONE", "hostname": "%s"}}""".formatted(name, serviceName, hostname));
    }

    /** Creates a connection and answers its id. */
    public String created(String name, String serviceName) {
        Answer answer = create(name, serviceName);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    /** Creates a connection, accepts its endpoint and waits until it is ready. */
    public String ready(String name) {
        String id = created(name, openService());
        sandbox.aws().accept(awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"));
        awaitReason(id, "READY");
        return id;
    }

    public Answer read(String id) {
        return tenant.admin().get(path("/" + id));
    }

    public Answer awaitReason(String id, String reason) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> read(id), answer -> answer.text("/reason").equals(reason));
    }

    Answer awaitPhase(String id, String phase) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> read(id), answer -> answer.text("/phase").equals(phase));
    }

    /** Phases and reasons in the order in which they were. */
    List<String> history(String id) {
        Answer answer = tenant.admin().get(path("/" + id + "/history?limit=200"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("phase").asString() + "/"
                        + entry.path("reason").asString())
                .toList()
                .reversed();
    }

    String path(String rest) {
        return tenant.path("/connections" + rest);
    }
}

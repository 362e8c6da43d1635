package dev.postern.connections;

import dev.postern.connections.spi.ServiceReference;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.TenantId;
import dev.postern.privatelink.SandboxedAws;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.testing.Placeholders;
import dev.postern.testing.SandboxProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** One connection, an AWS in which things go wrong, and what the connection's own page says of it. */
final class FaultScene implements AutoCloseable {

    static final String REGION = "us-east-1";

    private static final int MOST_ROUNDS = 25;
    private static final Duration ROUND = Duration.ofSeconds(40);
    private static int services;

    private final ReconcilerWorld world;
    private final Sandbox sandbox;
    private final Replica.Shared shared;
    private final Map<String, String> settings;
    private Replica replica;

    FaultScene(ReconcilerWorld world, Replica.Shared shared, Sandbox sandbox) {
        this.world = world;
        this.shared = shared;
        this.sandbox = sandbox;
        this.settings = new HashMap<>(SandboxProperties.of(sandbox));
        settings.put("postern.privatelink.attempt-timeout", "500ms");
        aws().faults().clear();
        aws().quotas(Quotas.unlimited());
        aws().delays(Delays.brief());
        replica = start();
    }

    private Replica start() {
        return new Replica(shared, SandboxedAws.of(settings, ApacheHttpClient.create()));
    }

    AwsWorld aws() {
        return sandbox.aws();
    }

    /** The operator changes a setting, and starts the service anew. */
    void configure(String property, String value) {
        settings.put(property, value);
        replica.close();
        replica = start();
    }

    /** As many endpoints as there are in the VPC, and not one more. */
    void configureFull(ConnectionKey key) {
        int present = shared.directory().endpointsIn(read(key).holdings().requiredPlacement());
        configure("postern.privatelink.regions.us-east-1.placements[0].capacity", Integer.toString(present));
    }

    void configureNothingIn(String region) {
        settings.keySet().removeIf(key -> key.startsWith("postern.privatelink.regions." + region + "."));
        replica.close();
        replica = start();
    }

    /** A service of a tenant that anybody may see; what connects has to be accepted. */
    ServiceReference service(String... zones) {
        ServiceReference service = closedService(REGION, zones);
        aws().allow(service.name(), "*");
        return service;
    }

    ServiceReference closedService(String region, String... zones) {
        String name = "faulty-" + ++services;
        return new ServiceReference(
                aws().tenantService(name, Account.ACME.id(), region, List.of(zones), new LoadBalancer(name), true),
                region);
    }

    ConnectionKey connection(@Nullable ServiceReference service) {
        return world.create(world.tenant(), service);
    }

    ConnectionKey connection(TenantId tenant, @Nullable ServiceReference service) {
        return world.create(tenant, service);
    }

    /** One that is to have a hosted zone. */
    ConnectionKey connectionNamed(Hostname hostname) {
        return world.create(world.tenant(), service("use1-az1", "use1-az4"), hostname);
    }

    /** The VPC that endpoints are made in. */
    String vpc() {
        return aws().operatorVpc(REGION).id();
    }

    /** Has the endpoint accepted, and leaves the connection to itself until nothing changes any more. */
    void availableEndpoint(ConnectionKey key) {
        rounds(key);
        accept(key);
        rounds(key);
    }

    ConnectionKey connection() {
        return connection(service("use1-az1", "use1-az4"));
    }

    /** One whose endpoint is available. */
    ConnectionKey ready() {
        ConnectionKey key = connection();
        rounds(key);
        accept(key);
        rounds(key);
        if (!read(key).available()) {
            throw new IllegalStateException("not available: " + read(key));
        }
        return key;
    }

    void accept(ConnectionKey key) {
        aws().accept(endpoint(key));
    }

    String endpoint(ConnectionKey key) {
        return read(key).holdings().requiredEndpoint().id();
    }

    PrivateLinkConnection read(ConnectionKey key) {
        return world.read(key);
    }

    void fault(Fault fault) {
        aws().faults().add(fault);
    }

    /** Everything works again, and the operator or the tenant has done what was asked for. */
    void cured() {
        aws().faults().clear();
        aws().quotas(Quotas.unlimited());
        aws().delays(Delays.brief());
    }

    void retry(ConnectionKey key) {
        world.change(
                key,
                before -> before.retried((ConnectionState.Retryable) before.state(), Connections.now(world.clock())));
    }

    void delete(ConnectionKey key) {
        world.delete(key);
    }

    /** Time passes and the reconciler runs, for as long as that changes anything. */
    void rounds(ConnectionKey key) {
        String before = "";
        for (int round = 0; round < MOST_ROUNDS; round++) {
            replica.sweep();
            replica.activate(key);
            aws().step();
            world.clock().advance(ROUND);
            String now = read(key).state().toString();
            if (now.equals(before)) {
                return;
            }
            before = now;
        }
    }

    /** One run of the reconciler, and no time passes. */
    void activate(ConnectionKey key) {
        replica.activate(key);
    }

    /** What the connection's page says, without what differs from run to run. */
    Map<String, String> seen(ConnectionKey key) {
        PrivateLinkView view = PrivateLinkView.of(read(key));
        return row(
                view.phase(), view.reason(), view.waitingOn(), view.message(), view.awsErrorCode(), view.nextAction());
    }

    /** What its history says of a state that it did not stay in. */
    Map<String, String> remembered(ConnectionKey key, ConnectionReason reason) {
        return remembered(key, entry -> entry.reason() == reason);
    }

    /** What its history said with these words among others. */
    Map<String, String> remembered(ConnectionKey key, String words) {
        return remembered(key, entry -> entry.message().contains(words));
    }

    private Map<String, String> remembered(ConnectionKey key, Predicate<HistoryView> which) {
        HistoryView entry = world.history(key).stream()
                .filter(which)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        ConnectionState state = ConnectionState.of(
                entry.phase(), entry.reason(), new ConnectionState.Note(entry.message(), entry.awsErrorCode()));
        return row(entry.phase(), entry.reason(), state.waitingOn(), entry.message(), entry.awsErrorCode(), null);
    }

    private static Map<String, String> row(
            ConnectionPhase phase,
            ConnectionReason reason,
            WaitingOn waitingOn,
            String message,
            @Nullable String errorCode,
            @Nullable NextAction next) {
        return row(phase, reason, waitingOn, message, errorCode, next, Placeholders.standard());
    }

    static Map<String, String> row(
            ConnectionPhase phase,
            ConnectionReason reason,
            WaitingOn waitingOn,
            String message,
            @Nullable String errorCode,
            @Nullable NextAction next,
            Placeholders placeholders) {
        Map<String, String> row = new HashMap<>();
        row.put("phase", phase.name());
        row.put("reason", reason.name());
        row.put("waitingOn", waitingOn.name());
        row.put("message", placeholders.normalise(message) + (errorCode == null ? "" : " [" + errorCode + "]"));
        row.put("remedy", placeholders.normalise(remedy(next)));
        return row;
    }

    private static String remedy(@Nullable NextAction next) {
        if (next == null) {
            return "-";
        }
        return next.command() == null ? next.summary() : "%s `%s`".formatted(next.summary(), next.command());
    }

    @Override
    public void close() {
        cured();
        replica.close();
    }
}

package dev.postern.privatelink;

import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Placements;
import dev.postern.connections.spi.ZoneProvisioner;
import dev.postern.sandbox.Sandbox;
import dev.postern.testing.SandboxProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** The adapter put together by hand, with the configuration that an operator would write: what one replica has of AWS. */
public final class SandboxedAws implements AutoCloseable {

    private final SdkHttpClient http;
    private final AwsClients clients;
    private final ConfiguredPlacements placements;
    private final AwsProvisioner provisioner;
    private final HostedZones zones;

    private SandboxedAws(PrivateLinkProperties properties, SdkHttpClient http, Clock clock) {
        this.http = http;
        this.placements = new ConfiguredPlacements(properties);
        this.clients = new AwsClients(properties, placements, http, new SimpleMeterRegistry());
        PrincipalSessions sessions = new PrincipalSessions(clients, clock);
        this.provisioner = new AwsProvisioner(
                new PrincipalRoles(clients, placements, sessions),
                new EndpointServices(clients, sessions),
                new VpcEndpoints(clients, placements, sessions, new EndpointNames(clients)));
        this.zones = new HostedZones(clients, new ZoneFinder(clients), new ZoneRecords(clients));
    }

    public static SandboxedAws of(Sandbox sandbox) {
        return of(sandbox, ApacheHttpClient.create());
    }

    /** All calls go through {@code http}, which is closed together with this. */
    public static SandboxedAws of(Sandbox sandbox, SdkHttpClient http) {
        return of(SandboxProperties.of(sandbox), http);
    }

    /** With settings of its own, named as an operator names them. */
    public static SandboxedAws of(Map<String, String> settings, SdkHttpClient http) {
        return new SandboxedAws(properties(settings), http, Clock.systemUTC());
    }

    static SandboxedAws with(PrivateLinkProperties properties) {
        return new SandboxedAws(properties, ApacheHttpClient.create(), Clock.systemUTC());
    }

    static PrivateLinkProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("postern.privatelink", PrivateLinkProperties.class);
    }

    AwsClients clients() {
        return clients;
    }

    public EndpointProvisioner provisioner() {
        return provisioner;
    }

    public Placements placements() {
        return placements;
    }

    public ZoneProvisioner zones() {
        return zones;
    }

    @Override
    public void close() {
        clients.close();
        http.close();
    }
}

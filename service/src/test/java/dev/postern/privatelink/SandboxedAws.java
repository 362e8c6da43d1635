package dev.postern.privatelink;

import dev.postern.sandbox.Sandbox;
import dev.postern.testing.SandboxProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The adapter put together by hand, with the configuration that an operator would write. */
record SandboxedAws(AwsClients clients, AwsProvisioner provisioner, HostedZones zones) implements AutoCloseable {

    static SandboxedAws of(Sandbox sandbox) {
        return with(properties(SandboxProperties.of(sandbox)));
    }

    static PrivateLinkProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("postern.privatelink", PrivateLinkProperties.class);
    }

    static SandboxedAws with(PrivateLinkProperties properties) {
        ConfiguredPlacements placements = new ConfiguredPlacements(properties);
        AwsClients clients = new AwsClients(properties, placements, new SimpleMeterRegistry());
        PrincipalSessions sessions = new PrincipalSessions(clients, Clock.systemUTC());
        return new SandboxedAws(
                clients,
                new AwsProvisioner(
                        new PrincipalRoles(clients, placements, sessions),
                        new EndpointServices(clients, sessions),
                        new VpcEndpoints(clients, placements, sessions, new EndpointNames(clients))),
                new HostedZones(clients, new ZoneFinder(clients), new ZoneRecords(clients)));
    }

    @Override
    public void close() {
        clients.close();
    }
}

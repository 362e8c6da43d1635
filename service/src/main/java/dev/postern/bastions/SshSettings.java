package dev.postern.bastions;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * What all our sessions have in common. Nothing of the user whom the JVM runs as has a part in it: no {@code ~/.ssh}, no
 * agent, no environment. Nothing that a bastion asks for is granted: it can open no channel to us, forward no port to us,
 * and tell us of no other host keys.
 */
final class SshSettings {

    private SshSettings() {}

    /**
     * A client that is never started: sessions bring sockets and threads of their own.
     *
     * @param window how many bytes of a channel may be under way to us
     */
    static SshClient client(long window) {
        Ed25519Provider.register();
        SshClient client = ClientBuilder.builder()
                .cipherFactories(Algorithms.CIPHERS)
                .macFactories(Algorithms.MACS)
                .compressionFactories(List.of(BuiltinCompressions.none))
                .keyExchangeFactories(
                        NamedFactory.setUpTransformedFactories(true, Algorithms.KEY_EXCHANGES, ClientBuilder.DH2KEX))
                .signatureFactories(Algorithms.hostKeys())
                .channelFactories(List.of())
                .globalRequestHandlers(List.of())
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier((session, address, key) -> false)
                .build();
        client.setServiceFactories(SshClient.DEFAULT_SERVICE_FACTORIES);
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(Algorithms.USER_KEYS)));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setKexExtensionHandler(null);
        client.setScheduledExecutorService(timer(), true);
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "Postern");
        CoreModuleProperties.WINDOW_SIZE.set(client, window);
        // Deadlines and keepalives are ours.
        CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ZERO);
        // So are limits on channels.
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(client, Integer.MAX_VALUE);
        return client;
    }

    /** For writes that wait for new keys. Its thread comes when there is something to do. */
    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().daemon().name("bastion-timer").unstarted(task));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}

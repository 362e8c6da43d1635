package dev.postern.tunnels;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant with a bastion of the sandbox in front of its brokers. */
record BastionTenant(TestTenant tenant, Bastion bastion, String connection) implements TenantOfBastion {

    private static final AtomicInteger NAMES = new AtomicInteger();

    /** Has made the connection, and nothing else yet. */
    static BastionTenant begin(TestTenant tenant, Sandbox sandbox, KafkaBrokers brokers) {
        Bastion bastion = open(sandbox, brokers);
        String connection = TenantOfBastion.connect(
                tenant,
                bastion.address().getAddress().getHostAddress(),
                bastion.address().getPort(),
                bastion.user());
        return new BastionTenant(tenant, bastion, connection);
    }

    /** Has approved the host key, made a cluster, installed the keys, and waits until the brokers have ways. */
    static BastionTenant ready(TestTenant tenant, Sandbox sandbox, KafkaBrokers brokers) {
        BastionTenant ready = begin(tenant, sandbox, brokers);
        ready.makeReady();
        return ready;
    }

    /** The id of the cluster that is made on the way. */
    String makeReady() {
        awaitReason("HOST_KEY_APPROVAL");
        approve();
        String cluster = cluster();
        install();
        awaitReason("READY");
        awaitBrokers(cluster, 3);
        install();
        return cluster;
    }

    private static Bastion open(Sandbox sandbox, KafkaBrokers brokers) {
        try {
            return TenantKafka.behindBastion(sandbox, "tunnels-" + NAMES.incrementAndGet(), brokers);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public String fingerprint() {
        return bastion.fingerprint();
    }

    @Override
    public void authorize(String lines) {
        bastion.authorize(lines);
    }

    String cluster() {
        return cluster("b-1.kafka.acme.internal:9092");
    }
}

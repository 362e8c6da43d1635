package dev.postern.sandbox;

import dev.postern.sandbox.aws.AwsEndpoint;
import dev.postern.sandbox.aws.AwsOptions;
import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.setting.Delays;
import dev.postern.sandbox.aws.setting.Quotas;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.control.ControlEndpoint;
import dev.postern.sandbox.kafka.Brokers;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.Bastions;
import dev.postern.sandbox.ssh.PrivateNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: AWS, tenants' bastions and the control API, on loopback. Any number may run in one JVM. Kafka
 * brokers are started apart from it; it only passes on to them what the control API is asked to do.
 */
public final class Sandbox implements AutoCloseable {

    private final AwsWorld world;
    private final AwsEndpoint awsEndpoint;
    private final Bastions bastions;
    private final ControlEndpoint controlEndpoint;

    private Sandbox(AwsWorld world, AwsEndpoint awsEndpoint, Bastions bastions, ControlEndpoint controlEndpoint) {
        this.world = world;
        this.awsEndpoint = awsEndpoint;
        this.bastions = bastions;
        this.controlEndpoint = controlEndpoint;
    }

    /** A sandbox on any free ports, in which things happen by themselves, and which is not kept. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where SDK clients of every AWS service are pointed at. */
    public URI awsEndpoint() {
        return awsEndpoint.uri();
    }

    /** Where the control API is; {@code GET /} explains it. */
    public URI controlEndpoint() {
        return controlEndpoint.uri();
    }

    public AwsWorld aws() {
        return world;
    }

    /**
     * The load balancer of that name.
     *
     * @throws NoSuchElementException if none of that name was registered
     */
    public LoadBalancer loadBalancer(String name) {
        return world.loadBalancer(name)
                .orElseThrow(() -> new NoSuchElementException("there is no load balancer '" + name + "'"));
    }

    /**
     * Gives a tenant a bastion, which is closed with the sandbox. Where the sandbox is kept, one that was there before
     * has its address, host key and authorized keys again.
     *
     * @param name of the bastion, one of a kind in its sandbox
     * @throws IOException if it cannot listen
     */
    public Bastion openBastion(String name, PrivateNetwork network) throws IOException {
        return bastions.open(name, network);
    }

    /**
     * The bastion of that name.
     *
     * @throws NoSuchElementException if none of that name was opened
     */
    public Bastion bastion(String name) {
        return bastions.find(name).orElseThrow(() -> new NoSuchElementException("there is no bastion '" + name + "'"));
    }

    @Override
    public void close() {
        controlEndpoint.close();
        bastions.close();
        awsEndpoint.close();
        world.close();
    }

    /** What can be chosen about a sandbox. */
    public static final class Builder {

        private AwsOptions options = AwsOptions.standard();
        private int awsPort;
        private int controlPort;
        private @Nullable Brokers brokers;

        private Builder() {}

        /**
         * @param port 0 for any that is free
         */
        public Builder awsPort(int port) {
            awsPort = port;
            return this;
        }

        /**
         * @param port 0 for any that is free
         */
        public Builder controlPort(int port) {
            controlPort = port;
            return this;
        }

        public Builder time(TimeMode mode) {
            options = options.withTime(mode);
            return this;
        }

        public Builder delays(Delays delays) {
            options = options.withDelays(delays);
            return this;
        }

        public Builder quotas(Quotas quotas) {
            options = options.withQuotas(quotas);
            return this;
        }

        public Builder clock(Clock clock) {
            options = options.withClock(clock);
            return this;
        }

        /** Keeps the state of AWS and of bastions there, and goes on with what is there already. */
        public Builder directory(Path directory) {
            options = options.withDirectory(directory);
            return this;
        }

        /** What the control API stops and starts. They are not the sandbox's to close. */
        public Builder brokers(Brokers started) {
            brokers = started;
            return this;
        }

        /**
         * @throws IOException if a port is taken
         * @throws java.io.UncheckedIOException if the directory cannot be read
         */
        public Sandbox start() throws IOException {
            AwsWorld world = new AwsWorld(options);
            try {
                AwsEndpoint awsEndpoint = new AwsEndpoint(world, awsPort);
                try {
                    Bastions bastions = bastions();
                    return new Sandbox(
                            world, awsEndpoint, bastions, new ControlEndpoint(world, brokers, bastions, controlPort));
                } catch (IOException e) {
                    awsEndpoint.close();
                    throw e;
                }
            } catch (IOException e) {
                world.close();
                throw e;
            }
        }

        private Bastions bastions() {
            Path directory = options.directory();
            return directory == null ? Bastions.passing() : Bastions.kept(directory.resolve("bastions"));
        }
    }
}

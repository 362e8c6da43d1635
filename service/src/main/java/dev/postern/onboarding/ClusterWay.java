package dev.postern.onboarding;

import dev.postern.clusters.ClusterHealth;
import dev.postern.connections.ConnectionKind;
import dev.postern.connections.WaitingOn;
import dev.postern.resolution.LookFailure;
import dev.postern.resolution.UnroutableBroker;
import dev.postern.validation.LatestValidation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a cluster, once there is a connection that can carry it. */
final class ClusterWay {

    private final ConnectionKind kind;
    private final ApiCommands commands;

    ClusterWay(ConnectionKind kind, ApiCommands commands) {
        this.kind = kind;
        this.commands = commands;
    }

    /** @param cluster null while no cluster leads over the connection */
    List<Step> of(@Nullable ClusterStanding cluster) {
        return List.of(
                new Step(
                                StepId.ADD_CLUSTER,
                                cluster != null,
                                WaitingOn.TENANT,
                                "Add the cluster: the address that your clients begin with, how to log in, and routes over"
                                        + " this connection.")
                        .withCommand(
                                switch (kind) {
                                    case AWS_PRIVATELINK -> commands.addClusterOverPrivateLink();
                                    case SSH_BASTION -> commands.addClusterOverBastion();
                                }),
                entries(cluster),
                validation(cluster));
    }

    private Step entries(@Nullable ClusterStanding cluster) {
        boolean there = cluster != null && !cluster.mapping().entries().isEmpty();
        Step step = new Step(
                        StepId.MAPPING_ENTRIES,
                        there,
                        WaitingOn.POSTERN,
                        "Postern asks the cluster for its brokers, and gives each one that a route covers its place in"
                                + " the mapping.")
                .withArtefact(artefact());
        if (cluster == null || there) {
            return step;
        }
        LookFailure failure = cluster.topology().failure();
        if (failure != null) {
            return step.now(
                    WaitingOn.TENANT,
                    "Postern could not ask the cluster for its brokers: %s %s It is tried again by itself; at once, if you validate the cluster."
                            .formatted(failure.detail(), again()),
                    commands.validate(cluster.outline().cluster().id()));
        }
        if (!cluster.topology().brokers().isEmpty()
                && !cluster.mapping().unroutable().isEmpty()) {
            UnroutableBroker broker = cluster.mapping().unroutable().getFirst();
            return step.now(
                    WaitingOn.TENANT,
                    "No broker has a way in, %s:%d for one: %s. Change the cluster's routes."
                            .formatted(broker.host(), broker.port(), broker.reason()),
                    null);
        }
        return step;
    }

    private Step validation(@Nullable ClusterStanding cluster) {
        boolean passed = cluster != null && cluster.outline().health() == ClusterHealth.HEALTHY;
        Step step = new Step(
                StepId.VALIDATE,
                passed,
                WaitingOn.TENANT,
                passed && cluster != null && cluster.outline().unproven()
                        ? "No check failed. Which broker answers could not be proven."
                        : "Validate the cluster: every broker is asked, down to which one answers. %s"
                                .formatted(again()));
        if (cluster == null) {
            return step;
        }
        String command = commands.validate(cluster.outline().cluster().id());
        LatestValidation latest = cluster.latest().orElse(null);
        if (!passed && latest != null && latest.running()) {
            return step.now(WaitingOn.POSTERN, "The validation runs.", null);
        }
        if (!passed && latest != null && latest.remedy() != null) {
            return step.now(WaitingOn.TENANT, latest.remedy() + " Then validate again.", command);
        }
        return step.withCommand(command);
    }

    private String artefact() {
        return switch (kind) {
            case AWS_PRIVATELINK -> Kit.TERRAFORM;
            case SSH_BASTION -> Kit.AUTHORIZED_KEYS;
        };
    }

    /** What a new cluster, and new brokers, ask of the tenant's side once more. */
    private String again() {
        return switch (kind) {
            case AWS_PRIVATELINK ->
                "See that the kit's Terraform was applied as it is now, with the listeners of this cluster.";
            case SSH_BASTION ->
                "See that authorized_keys on the bastion has the kit's lines as they are now, which permit the brokers"
                        + " of this cluster.";
        };
    }
}

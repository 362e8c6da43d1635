package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each state says of itself. */
class ConnectionStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final SshPublicKey KEY =
            new SshPublicKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");
    private static final String PRINCIPAL = "arn:aws:iam::111111111111:role/postern-x";

    static Stream<ConnectionState> states() {
        Note note = new Note("why", "Code");
        return Stream.concat(
                Arrays.stream(ConnectionReason.values())
                        .map(reason -> ConnectionState.of(ConnectionPhase.DELETING, reason, note)),
                Stream.of(new ConnectionState.Deleted(note)));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateIsReadBackFromItsNames(ConnectionState state) {
        assertThat(ConnectionState.of(state.phase(), state.reason(), state.note()))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("states")
    void whoeverIsWaitedForIsToldWhatToDo(ConnectionState state) {
        boolean person = switch (state.waitingOn()) {
            case TENANT, OPERATOR -> true;
            case POSTERN, AWS, NOBODY -> false;
        };

        assertThat(ConnectionView.of(in(state)).nextAction() != null).isEqualTo(person);
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyConnectionThatIsAliveCanBeRenamedAndDeletedAndNoOther(ConnectionState state) {
        boolean alive = state.phase() != ConnectionPhase.DELETING && state.phase() != ConnectionPhase.DELETED;

        assertThat(in(state).allowedActions().containsAll(List.of(ConnectionAction.RENAME, ConnectionAction.DELETE)))
                .isEqualTo(alive);
        assertThat(in(state).live()).isEqualTo(alive);
        assertThat(in(state).deletionRequested(NOW).live()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE_NAME_NEEDED, CHANGE_TARGET",
        "ENDPOINT_REJECTED, RETRY",
        "ENDPOINT_EXPIRED, RETRY",
        "AWS_ERROR, RETRY",
        "NO_CAPACITY, RETRY"
    })
    void theActionThatHelpsIsAllowed(ConnectionReason reason, ConnectionAction action) {
        assertThat(in(ConnectionState.of(ConnectionPhase.FAILED, reason, Note.of("why")))
                        .allowedActions())
                .contains(action);
    }

    @Test
    void commandsNameTheServiceInItsOwnRegion() {
        PrivateLinkIntent across = new PrivateLinkIntent(
                "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718",
                "eu-west-1",
                "us-east-1",
                List.of("use1-az1"),
                null);
        PrivateLinkConnection connection = connection(across, new ConnectionState.EndpointAcceptance(Note.of("why")));

        assertThat(PrivateLinkActions.of(connection).orElseThrow().command())
                .isEqualTo("aws ec2 accept-vpc-endpoint-connections --region eu-west-1 "
                        + "--service-id vpce-svc-0a1b2c3d4e5f60718 --vpc-endpoint-ids vpce-1");
    }

    private static Connection in(ConnectionState state) {
        return state instanceof ConnectionState.OfBastion ? bastion(state) : privateLink(state);
    }

    private static BastionConnection bastion(ConnectionState state) {
        return new BastionConnection(
                TenantId.next(),
                ConnectionId.next(),
                "name",
                new BastionIntent(new BastionAddress("bastion.acme.example", 22, "postern"), null),
                new BastionKeys(new BastionKey(1, KEY, null), new BastionKey(2, KEY, null)),
                KEY,
                Progress.waiting(state, NOW),
                1,
                1,
                NOW,
                NOW);
    }

    private static PrivateLinkConnection privateLink(ConnectionState state) {
        return connection(
                new PrivateLinkIntent(
                        "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718",
                        null,
                        "us-east-1",
                        List.of("use1-az1"),
                        new Hostname("kafka.acme.example")),
                state);
    }

    private static PrivateLinkConnection connection(PrivateLinkIntent intent, ConnectionState state) {
        return new PrivateLinkConnection(
                TenantId.next(),
                ConnectionId.next(),
                "name",
                intent,
                new Holdings(
                        1,
                        new PlacementId("us-east-1", "111111111111", "vpc-1"),
                        PRINCIPAL,
                        true,
                        1L,
                        new Endpoint("vpce-1", "available", List.of()),
                        new HeldZone(1, "Z1", null)),
                Progress.waiting(state, NOW),
                1,
                1,
                NOW,
                NOW);
    }
}

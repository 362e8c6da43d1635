package dev.postern.privatelink;

import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ResourceNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Sessions of connections' roles, kept for as long as they are good. */
@Component
class PrincipalSessions {

    /** The shortest session that STS gives. */
    private static final Duration LENGTH = Duration.ofMinutes(15);

    /** Not used any more when it has less than this left. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final int MOST_KEPT = 1_000;

    private final AwsClients clients;
    private final Clock clock;
    private final Map<String, Session> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST_KEPT;
        }
    };

    PrincipalSessions(AwsClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    private record Session(AwsCredentialsProvider credentials, Instant expiresAt) {}

    /** Credentials of the connection's role; AccessDenied while the role is not effective yet. */
    AwsCredentialsProvider of(PlacementId placement, ResourceNames names) {
        String arn = roleArn(placement, names);
        Session known = find(arn);
        if (known != null && clock.instant().isBefore(known.expiresAt().minus(MARGIN))) {
            return known.credentials();
        }
        Credentials fresh = clients.sts(placement)
                .assumeRole(request -> request.roleArn(arn)
                        .roleSessionName(names.sessionName())
                        .externalId(names.externalId())
                        .durationSeconds((int) LENGTH.toSeconds()))
                .credentials();
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(fresh.accessKeyId(), fresh.secretAccessKey(), fresh.sessionToken()));
        keep(arn, new Session(credentials, fresh.expiration()));
        return credentials;
    }

    /** The role is gone, or may be another one. */
    void forget(PlacementId placement, ResourceNames names) {
        synchronized (kept) {
            kept.remove(roleArn(placement, names));
        }
    }

    static String roleArn(PlacementId placement, ResourceNames names) {
        return "arn:aws:iam::%s:role/%s".formatted(placement.account(), names.roleName());
    }

    private @Nullable Session find(String arn) {
        synchronized (kept) {
            return kept.get(arn);
        }
    }

    private void keep(String arn, Session session) {
        synchronized (kept) {
            kept.put(arn, session);
        }
    }
}

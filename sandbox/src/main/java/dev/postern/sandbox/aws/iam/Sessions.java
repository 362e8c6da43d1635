package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Caller;
import dev.postern.sandbox.aws.wire.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Access keys and whose they are: an account's own, or those of a role session. Used with the world's lock held. */
public final class Sessions {

    private static final int UNAUTHORIZED = 401;
    private static final int KEY_LENGTH = 16;
    private static final int SECRET_LENGTH = 40;
    private static final int TOKEN_LENGTH = 120;

    private final Setting setting;
    private final Table<Session> table;

    public Sessions(Setting setting, Store store) {
        this.setting = setting;
        this.table = store.table("sessions", Session.class);
    }

    /**
     * Who holds these credentials.
     *
     * @param token the {@code X-Amz-Security-Token} header, which a session's caller sends
     * @throws AwsException if nobody does, or not any more; EC2 has codes of its own for that
     */
    public Caller identify(String accessKeyId, Optional<String> token, Instant now, Dialect dialect) {
        Optional<Caller> user = setting.accounts().stream()
                .filter(account -> account.accessKeyId().equals(accessKeyId))
                .<Caller>map(account -> new Caller.User(account.id(), account.name()))
                .findFirst();
        return user.orElseGet(() -> table.find(accessKeyId)
                .filter(session -> token.filter(session.token()::equals).isPresent())
                .map(session -> caller(session, now, dialect))
                .orElseThrow(() -> unknown(dialect)));
    }

    Session begin(Role role, String name, Duration duration, Instant now) {
        table.list().stream()
                .filter(session -> session.expiresAt().isBefore(now))
                .forEach(session -> table.remove(session.accessKeyId()));
        Session session = new Session(
                Ids.capitals("ASIA", KEY_LENGTH),
                Ids.capitals("", SECRET_LENGTH),
                Ids.capitals("", TOKEN_LENGTH),
                role.accountId(),
                role.name(),
                role.arn(),
                role.id(),
                name,
                now.plus(duration));
        table.put(session.accessKeyId(), session);
        return session;
    }

    private static Caller caller(Session session, Instant now, Dialect dialect) {
        if (session.expiresAt().isBefore(now)) {
            throw switch (dialect) {
                case EC2 -> AwsException.badRequest("RequestExpired", "Request has expired.");
                case IAM, STS, ROUTE_53 ->
                    AwsException.forbidden("ExpiredToken", "The security token included in the request is expired");
                case KMS ->
                    AwsException.badRequest(
                            "ExpiredTokenException", "The security token included in the request is expired");
            };
        }
        return new Caller.RoleSession(
                session.accountId(), session.roleName(), session.roleArn(), session.roleId(), session.name());
    }

    private static AwsException unknown(Dialect dialect) {
        return switch (dialect) {
            case EC2 ->
                new AwsException(
                        UNAUTHORIZED, "AuthFailure", "AWS was not able to validate the provided access credentials");
            case IAM, STS, ROUTE_53 ->
                AwsException.forbidden(
                        "InvalidClientTokenId", "The security token included in the request is invalid.");
            case KMS ->
                AwsException.badRequest(
                        "UnrecognizedClientException", "The security token included in the request is invalid.");
        };
    }
}

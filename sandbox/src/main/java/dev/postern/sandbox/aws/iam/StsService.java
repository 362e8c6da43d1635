package dev.postern.sandbox.aws.iam;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.AwsService;
import dev.postern.sandbox.aws.wire.Dialect;
import dev.postern.sandbox.aws.wire.Operations;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.time.Duration;
import java.util.Optional;

/** STS: {@code AssumeRole} and {@code GetCallerIdentity}. Used with the world's lock held. */
public final class StsService implements AwsService {

    private static final int DEFAULT_SECONDS = 3_600;
    private static final int MIN_SECONDS = 900;

    private final Roles roles;
    private final Sessions sessions;
    private final Operations operations = new Operations();

    public StsService(Roles roles, Sessions sessions) {
        this.roles = roles;
        this.sessions = sessions;
        operations.add("AssumeRole", this::assumeRole).add("GetCallerIdentity", StsService::getCallerIdentity);
    }

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public Dialect dialect() {
        return Dialect.STS;
    }

    @Override
    public String actionOf(AwsRequest request) {
        return operations.named(request.form());
    }

    @Override
    public Xml handle(AwsCall call) {
        return operations.handle(call);
    }

    /** An unknown role, a role too new, a caller not trusted and a wrong external id get one and the same answer. */
    private Xml assumeRole(AwsCall call) {
        QueryParameters parameters = call.parameters();
        String arn = parameters.required("RoleArn");
        String name = parameters.required("RoleSessionName");
        Optional<String> externalId = parameters.text("ExternalId");
        Role role = roles.findByArn(arn)
                .filter(Role::usable)
                .filter(found -> PolicyDocument.parse(found.trustPolicy()).trusts(call.caller(), externalId))
                .orElseThrow(() -> AwsException.forbidden(
                        "AccessDenied",
                        "User: " + call.caller().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                                + arn));
        int seconds = parameters.number("DurationSeconds").orElse(DEFAULT_SECONDS);
        if (seconds < MIN_SECONDS || seconds > role.maxSessionSeconds()) {
            throw AwsException.badRequest(
                    "ValidationError",
                    "The requested DurationSeconds must be from " + MIN_SECONDS + " to " + role.maxSessionSeconds()
                            + ", the MaxSessionDuration set for this role.");
        }
        Session session = sessions.begin(role, name, Duration.ofSeconds(seconds), call.at());
        return Xml.element("result")
                .with(Xml.element("Credentials")
                        .with("AccessKeyId", session.accessKeyId())
                        .with("SecretAccessKey", session.secretAccessKey())
                        .with("SessionToken", session.token())
                        .with("Expiration", session.expiresAt()))
                .with(Xml.element("AssumedRoleUser")
                        .with("AssumedRoleId", role.id() + ":" + name)
                        .with("Arn", "arn:aws:sts::" + role.accountId() + ":assumed-role/" + role.name() + "/" + name));
    }

    private static Xml getCallerIdentity(AwsCall call) {
        return Xml.element("result")
                .with("UserId", call.caller().userId())
                .with("Account", call.accountId())
                .with("Arn", call.caller().arn());
    }
}

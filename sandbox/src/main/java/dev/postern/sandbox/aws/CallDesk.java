package dev.postern.sandbox.aws;

import dev.postern.sandbox.aws.fault.Faults;
import dev.postern.sandbox.aws.iam.Sessions;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.wire.Authority;
import dev.postern.sandbox.aws.wire.AwsAnswer;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.AwsService;
import dev.postern.sandbox.aws.wire.CallInterceptor;
import dev.postern.sandbox.aws.wire.CallLog;
import dev.postern.sandbox.aws.wire.Caller;
import dev.postern.sandbox.aws.wire.CredentialScope;
import dev.postern.sandbox.aws.wire.Dialect;
import dev.postern.sandbox.aws.wire.NoAnswerException;
import dev.postern.sandbox.aws.wire.Xml;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way that every call takes. */
final class CallDesk {

    private static final Logger log = LoggerFactory.getLogger(CallDesk.class);
    private static final int SERVER_ERROR = 500;

    private final List<AwsService> services;
    private final Sessions sessions;
    private final Authority authority;
    private final Store store;
    private final Clock clock;
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults(calls);
    private volatile CallInterceptor interceptor = CallInterceptor.NONE;

    CallDesk(List<AwsService> services, Sessions sessions, Authority authority, Store store, Clock clock) {
        this.services = List.copyOf(services);
        this.sessions = sessions;
        this.authority = authority;
        this.store = store;
        this.clock = clock;
    }

    CallLog calls() {
        return calls;
    }

    void intercept(CallInterceptor wanted) {
        interceptor = wanted;
    }

    Faults faults() {
        return faults;
    }

    /** What goes back; empty if the connection is to be closed without an answer. */
    Optional<AwsAnswer> answer(AwsRequest request) {
        String requestId = UUID.randomUUID().toString();
        Dialect dialect = Dialect.STS; // until the service is known: the form that most services have
        try {
            CredentialScope scope =
                    CredentialScope.of(request.header("authorization").orElse(null));
            AwsService service = service(scope);
            dialect = service.dialect();
            return answer(call(request, requestId, scope, service), service);
        } catch (AwsException refusal) {
            return Optional.of(dialect.failure(refusal, requestId));
        }
    }

    private AwsService service(CredentialScope scope) {
        return services.stream()
                .filter(service -> service.signingName().equals(scope.service()))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidAction", "The sandbox has no service '" + scope.service() + "'"));
    }

    private AwsCall call(AwsRequest request, String requestId, CredentialScope scope, AwsService service) {
        Instant now = clock.instant();
        Dialect dialect = service.dialect();
        String action = "unknown";
        try {
            action = service.actionOf(request);
            Caller caller = store.exclusively(
                    () -> sessions.identify(scope.accessKeyId(), request.header("x-amz-security-token"), now, dialect));
            return new AwsCall(
                    requestId,
                    now,
                    scope.service(),
                    dialect,
                    action,
                    scope.region(),
                    caller,
                    request,
                    dialect.parameters(request));
        } catch (AwsException refusal) {
            calls.addAnonymous(requestId, scope, action, now, refusal.code());
            throw refusal;
        }
    }

    private Optional<AwsAnswer> answer(AwsCall call, AwsService service) {
        calls.begin(call);
        try {
            AwsAnswer answer = intercepted(call, service);
            calls.end(call, answer.outcome());
            return Optional.of(answer);
        } catch (NoAnswerException lost) {
            log.debug("{} gets no answer: {}", call.permission(), lost.getMessage());
            calls.end(call, CallLog.NO_ANSWER);
            return Optional.empty();
        }
    }

    private AwsAnswer intercepted(AwsCall call, AwsService service) {
        Dialect dialect = call.dialect();
        try {
            return interceptor.intercept(call, () -> faults.intercept(call, () -> serve(call, service)));
        } catch (AwsException refusal) {
            return dialect.failure(refusal, call.requestId());
        } catch (NoAnswerException lost) {
            throw lost;
        } catch (RuntimeException e) {
            log.error("The sandbox failed at {}", call.permission(), e);
            return dialect.failure(
                    new AwsException(SERVER_ERROR, "InternalFailure", "The sandbox failed: " + e), call.requestId());
        }
    }

    private AwsAnswer serve(AwsCall call, AwsService service) {
        Xml result = perform(call, service);
        calls.tookEffect(call);
        return call.dialect().success(call, result);
    }

    private Xml perform(AwsCall call, AwsService service) {
        return store.exclusively(() -> {
            boolean askable = call.permission().equals("sts:GetCallerIdentity"); // which nobody can be denied
            if (!askable && !authority.allows(call.caller(), call.permission())) {
                throw service.dialect().unauthorized(call.caller(), call.permission());
            }
            return service.handle(call);
        });
    }
}

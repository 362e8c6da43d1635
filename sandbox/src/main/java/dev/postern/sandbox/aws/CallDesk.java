package dev.postern.sandbox.aws;

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
import dev.postern.sandbox.aws.wire.Xml;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    AwsAnswer answer(AwsRequest request) {
        String requestId = UUID.randomUUID().toString();
        Dialect dialect = Dialect.STS; // until the service is known: the form that most services have
        try {
            CredentialScope scope =
                    CredentialScope.of(request.header("authorization").orElse(null));
            AwsService service = service(scope);
            dialect = service.dialect();
            return answer(request, requestId, scope, service);
        } catch (AwsException refusal) {
            return dialect.failure(refusal, requestId);
        }
    }

    private AwsService service(CredentialScope scope) {
        return services.stream()
                .filter(service -> service.signingName().equals(scope.service()))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidAction", "The sandbox has no service '" + scope.service() + "'"));
    }

    private AwsAnswer answer(AwsRequest request, String requestId, CredentialScope scope, AwsService service) {
        Instant now = clock.instant();
        String action = "unknown";
        AwsCall call;
        try {
            action = service.actionOf(request);
            Caller caller = store.exclusively(() -> sessions.identify(
                    scope.accessKeyId(), request.header("x-amz-security-token"), now, service.dialect()));
            call = new AwsCall(
                    requestId, now, scope.service(), action, scope.region(), caller, request, request.form());
        } catch (AwsException refusal) {
            calls.addAnonymous(scope, action, now, refusal.code());
            throw refusal;
        }
        AwsAnswer answer = intercepted(call, service);
        calls.add(call, answer.outcome());
        return answer;
    }

    private AwsAnswer intercepted(AwsCall call, AwsService service) {
        Dialect dialect = service.dialect();
        try {
            return interceptor.intercept(call, () -> dialect.success(call, perform(call, service)));
        } catch (AwsException refusal) {
            return dialect.failure(refusal, call.requestId());
        } catch (RuntimeException e) {
            log.error("The sandbox failed at {}", call.permission(), e);
            return dialect.failure(
                    new AwsException(SERVER_ERROR, "InternalFailure", "The sandbox failed: " + e), call.requestId());
        }
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

package dev.postern.privatelink;

import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The errors of AWS as refusals ("Error codes for the Amazon EC2 API"; "Common errors" of IAM, STS and Route 53). */
final class Refusals {

    private static final int SERVER_ERROR = 500;
    private static final Set<String> DENIALS = Set.of(
            "UnauthorizedOperation",
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "InvalidClientTokenId",
            "OptInRequired");

    /** A session has run out, or what was made a moment ago is not known everywhere yet: the next attempt will do. */
    private static final Set<String> PASSING = Set.of(
            "RequestExpired",
            "ExpiredToken",
            "ExpiredTokenException",
            "NoSuchEntity",
            "NoSuchHostedZone",
            "InvalidNetworkInterfaceID.NotFound",
            "ConcurrentModification");

    private static final Set<String> THROTTLES = Set.of(
            "RequestLimitExceeded",
            "Throttling",
            "ThrottlingException",
            "EC2ThrottledException",
            "PriorRequestNotComplete");
    private static final String TOO_MANY_ZONES = "TooManyHostedZones";
    private static final Set<String> UNKNOWN_SERVICES =
            Set.of("InvalidServiceName", "InvalidVpcEndpointServiceName", "InvalidVpcEndpointServiceId.NotFound");

    private Refusals() {}

    /** As whom a call is made: what is denied means another thing for each. */
    enum Caller {
        OPERATOR,
        /** The connection's own role, which may have been made just now. */
        CONNECTION
    }

    /** Runs {@code call}; an error of AWS in it, or a placement that cannot be asked, becomes a refusal. */
    static <T> Outcome<T> attempt(Caller caller, Supplier<Outcome<T>> call) {
        try {
            return call.get();
        } catch (SdkException error) {
            return new Outcome.Refused<>(of(error, caller));
        } catch (PlacementRefused refused) {
            return new Outcome.Refused<>(refused.refusal());
        }
    }

    static Refusal of(SdkException error, Caller caller) {
        String detail = String.valueOf(error.getMessage());
        String code = code(error);
        if (!(error instanceof AwsServiceException answer) || code == null) {
            return new Refusal(Cause.UNAVAILABLE, null, detail);
        }
        return new Refusal(cause(answer, code, caller), code, detail);
    }

    /** The code that AWS answered with; null if there was no answer. */
    static @Nullable String code(SdkException error) {
        return error instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorCode()
                : null;
    }

    private static Cause cause(AwsServiceException answer, String code, Caller caller) {
        if (answer.isThrottlingException() || THROTTLES.contains(code)) {
            return Cause.THROTTLED;
        }
        if (answer.statusCode() >= SERVER_ERROR || PASSING.contains(code)) {
            return Cause.UNAVAILABLE;
        }
        if (DENIALS.contains(code)) {
            return switch (caller) {
                case OPERATOR -> Cause.DENIED;
                case CONNECTION -> Cause.NOT_YET_EFFECTIVE;
            };
        }
        if (code.equals("IdempotentParameterMismatch")) {
            return Cause.GENERATION_USED;
        }
        if (UNKNOWN_SERVICES.contains(code)) {
            return Cause.SERVICE_NOT_VISIBLE;
        }
        if (code.endsWith("LimitExceeded") || code.equals(TOO_MANY_ZONES)) {
            return Cause.QUOTA;
        }
        return zone(answer) ? Cause.ZONE_NOT_SUPPORTED : Cause.UNKNOWN;
    }

    /** {@code InvalidParameter}, told from its other meanings by the words alone. */
    private static boolean zone(AwsServiceException answer) {
        return String.valueOf(answer.getMessage()).toLowerCase(Locale.ROOT).contains("availability zone");
    }
}

package dev.postern.privatelink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.privatelink.Refusals.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class RefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "InvalidServiceName, 400, OPERATOR, SERVICE_NOT_VISIBLE",
        "RequestLimitExceeded, 503, OPERATOR, THROTTLED",
        "Throttling, 400, CONNECTION, THROTTLED",
        "VpcEndpointLimitExceeded, 400, CONNECTION, QUOTA",
        "LimitExceeded, 409, OPERATOR, QUOTA",
        "UnauthorizedOperation, 403, OPERATOR, DENIED",
        "UnauthorizedOperation, 403, CONNECTION, NOT_YET_EFFECTIVE",
        "AccessDenied, 403, CONNECTION, NOT_YET_EFFECTIVE",
        "AuthFailure, 401, CONNECTION, NOT_YET_EFFECTIVE",
        "ExpiredToken, 403, CONNECTION, UNAVAILABLE",
        "NoSuchEntity, 404, OPERATOR, UNAVAILABLE",
        "InternalError, 500, OPERATOR, UNAVAILABLE",
        "Unavailable, 503, OPERATOR, UNAVAILABLE",
        "IdempotentParameterMismatch, 400, CONNECTION, GENERATION_USED",
        "PriorRequestNotComplete, 400, OPERATOR, THROTTLED",
        "TooManyHostedZones, 400, OPERATOR, QUOTA",
        "NoSuchHostedZone, 404, OPERATOR, UNAVAILABLE",
        "InvalidChangeBatch, 400, OPERATOR, UNKNOWN",
        "SomethingNew, 400, OPERATOR, UNKNOWN"
    })
    void aCodeOfAwsHasItsMeaning(String code, int status, Caller caller, Cause cause) {
        Refusal refusal = Refusals.of(error(code, status, "no"), caller);

        assertThat(refusal.cause()).isEqualTo(cause);
        assertThat(refusal.awsErrorCode()).isEqualTo(code);
    }

    @Test
    void aZoneIsToldByTheWordsAlone() {
        AwsServiceException error = error(
                "InvalidParameter",
                400,
                "The VPC endpoint service com.amazonaws.vpce.us-east-1.vpce-svc-1 does not support the availability "
                        + "zone of the subnet: subnet-1.");

        assertThat(Refusals.of(error, Caller.CONNECTION).cause()).isEqualTo(Cause.ZONE_NOT_SUPPORTED);
    }

    @Test
    void withoutAnAnswerThereIsNoCode() {
        Refusal refusal = Refusals.of(ApiCallTimeoutException.create(20_000), Caller.OPERATOR);

        assertThat(refusal.cause()).isEqualTo(Cause.UNAVAILABLE);
        assertThat(refusal.awsErrorCode()).isNull();
    }

    private static AwsServiceException error(String code, int status, String message) {
        return Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .message(message)
                .build();
    }
}

package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.fault.Faults;
import dev.postern.sandbox.aws.wire.CallLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;

class FaultsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final AwsScene scene = new AwsScene().allowOperator();
    private final Faults faults = scene.sandbox.aws().faults();
    private final AwsClients once = scene.operator.withoutRetries();
    private final Ec2Client ec2 = once.ec2();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aBurstOfThrottlingHitsTheNextCallsAndThenNone() {
        faults.add(Fault.throttle().of("ec2:Describe*").times(2));

        assertRefused(503, "RequestLimitExceeded", ec2::describeVpcs);
        assertRefused(503, "RequestLimitExceeded", ec2::describeSubnets);

        assertThat(ec2.describeVpcs().vpcs()).isNotEmpty();
    }

    @Test
    void everyServiceThrottlesInItsOwnWords() {
        faults.add(Fault.throttle());

        assertRefused(503, "RequestLimitExceeded", ec2::describeVpcs);
        assertRefused(400, "Throttling", () -> once.iam().listRoles());
        assertRefused(400, "Throttling", () -> once.sts().getCallerIdentity());
        assertRefused(400, "Throttling", () -> once.route53().listHostedZones());
        assertThatThrownBy(ec2::describeVpcs)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refusal -> assertThat(refusal.isThrottlingException()).isTrue());
    }

    @Test
    void theSdkTriesAThrottledCallAgain() {
        faults.add(Fault.throttle().of("DescribeVpcs").once());

        assertThat(scene.operator.ec2().describeVpcs().vpcs()).isNotEmpty();

        assertThat(outcomes("DescribeVpcs")).containsExactly("RequestLimitExceeded", "OK");
    }

    @Test
    void steadyThrottlingHitsEveryThirdCall() {
        faults.add(Fault.throttle().of("DescribeVpcs").every(3));

        assertThat(fateOfCalls(7)).containsExactly(true, true, false, true, true, false, true);
    }

    @Test
    void aShareIsHitInTheSameOrderForTheSameSeed() {
        String first = faults.add(Fault.throttle().of("DescribeVpcs").share(0.4, 7));
        List<Boolean> fate = fateOfCalls(30);
        faults.remove(first);

        faults.add(Fault.throttle().of("DescribeVpcs").share(0.4, 7));

        assertThat(fateOfCalls(30)).isEqualTo(fate).contains(true, false);
    }

    @Test
    void theFirstCallsCanBeSpared() {
        faults.add(Fault.throttle().of("DescribeVpcs").skipping(2).once());

        assertThat(fateOfCalls(4)).containsExactly(true, true, false, true);
    }

    @Test
    void onlyCallsAboutSomethingAreHit() {
        String mine = scene.createEndpoint().vpcEndpointId();
        String other = scene.createEndpoint().vpcEndpointId();
        faults.add(Fault.refuse(500, "InternalError", "An internal error has occurred")
                .about(mine));

        assertRefused(
                500, "InternalError", () -> ec2.describeVpcEndpoints(request -> request.vpcEndpointIds(other, mine)));
        assertThat(ec2.describeVpcEndpoints(request -> request.vpcEndpointIds(other))
                        .vpcEndpoints())
                .hasSize(1);
    }

    @Test
    void aLostAnswerLeavesTheEffectWithoutTheCallerKnowing() {
        CreateVpcEndpointRequest request =
                scene.endpointRequest().clientToken("con-1-1").build();
        faults.add(Fault.loseAnswer().of("CreateVpcEndpoint").once());

        assertNoAnswer(() -> ec2.createVpcEndpoint(request));

        assertThat(scene.sandbox.aws().endpoints()).hasSize(1);
        assertThat(calls("CreateVpcEndpoint")).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(CallLog.NO_ANSWER);
            assertThat(call.tookEffect()).isTrue();
            assertThat(call.wasAnswered()).isFalse();
            assertThat(call.faults()).containsExactly("LOSE_ANSWER");
        });
        assertThat(ec2.createVpcEndpoint(request).vpcEndpoint().vpcEndpointId())
                .isEqualTo(scene.sandbox.aws().endpoints().getFirst().id());
    }

    @Test
    void aLostCallHasNoEffect() {
        faults.add(Fault.loseCall().of("CreateVpcEndpoint").once());

        assertNoAnswer(scene::createEndpointOnce);

        assertThat(scene.sandbox.aws().endpoints()).isEmpty();
        assertThat(calls("CreateVpcEndpoint")).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(CallLog.NO_ANSWER);
            assertThat(call.tookEffect()).isFalse();
            assertThat(call.faults()).containsExactly("LOSE_CALL");
        });
    }

    @Test
    void theAnswersOfEveryServiceCanBeLost() {
        faults.add(Fault.loseAnswer());

        assertNoAnswer(ec2::describeVpcs);
        assertNoAnswer(() -> once.iam().listRoles());
        assertNoAnswer(() -> once.sts().getCallerIdentity());
        assertNoAnswer(() -> once.route53().listHostedZones());
    }

    @Test
    void aSlowCallTakesEffectThoughItsCallerHasGivenUp() {
        faults.add(Fault.delay(Duration.ofMinutes(5)).of("CreateVpcEndpoint"));
        Ec2Client impatient = once.withTimeout(Duration.ofMillis(500)).ec2();
        assertThatThrownBy(() ->
                        impatient.createVpcEndpoint(scene.endpointRequest().build()))
                .isInstanceOf(ApiCallTimeoutException.class);
        assertThat(scene.sandbox.aws().endpoints()).isEmpty();

        faults.clear();

        await().atMost(SOON).until(() -> scene.sandbox.aws().endpoints().size() == 1);
    }

    @Test
    void aShortDelayIsAnsweredAsUsual() {
        faults.add(Fault.delay(Duration.ofMillis(1)).of("DescribeVpcs"));

        assertThat(ec2.describeVpcs().vpcs()).isNotEmpty();

        assertThat(calls("DescribeVpcs"))
                .singleElement()
                .satisfies(call -> assertThat(call.faults()).containsExactly("DELAY"));
    }

    @Test
    void aCallHeldBeforeItsEffectGoesOnWhenItIsReleased() {
        faults.add(Fault.hold().of("CreateVpcEndpoint"));
        CompletableFuture<String> created = CompletableFuture.supplyAsync(scene::createEndpointOnce);
        awaitWaiting();
        assertThat(scene.sandbox.aws().endpoints()).isEmpty();
        assertThat(outcomes("CreateVpcEndpoint")).containsExactly(CallLog.UNDER_WAY);

        assertThat(faults.release()).isEqualTo(1);

        assertThat(created)
                .succeedsWithin(SOON)
                .isEqualTo(scene.sandbox.aws().endpoints().getFirst().id());
    }

    @Test
    void aCallHeldAfterItsEffectIsUnderWayAndDone() {
        faults.add(Fault.hold().afterEffect().of("CreateVpcEndpoint"));
        CompletableFuture<String> created = CompletableFuture.supplyAsync(scene::createEndpointOnce);
        awaitWaiting();

        assertThat(scene.sandbox.aws().endpoints()).hasSize(1);
        assertThat(calls("CreateVpcEndpoint")).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo(CallLog.UNDER_WAY);
            assertThat(call.tookEffect()).isTrue();
        });
        faults.clear();
        assertThat(created).succeedsWithin(SOON);
    }

    @Test
    void whatHangsGetsNoAnswerWhenTheFaultIsRemoved() {
        String hang = faults.add(Fault.hang().of("CreateVpcEndpoint"));
        CompletableFuture<String> created = CompletableFuture.supplyAsync(scene::createEndpointOnce);
        awaitWaiting();

        assertThat(faults.release()).isZero();
        faults.remove(hang);

        assertThat(created).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(SdkClientException.class);
        assertThat(scene.sandbox.aws().endpoints()).isEmpty();
    }

    @Test
    void aSandboxThatIsClosedLeavesNothingHanging() {
        faults.add(Fault.hang().afterEffect());
        CompletableFuture<String> created = CompletableFuture.supplyAsync(scene::createEndpointOnce);
        awaitWaiting();

        scene.close();

        assertThat(created).failsWithin(SOON);
        await().atMost(SOON)
                .until(() -> scene.sandbox.aws().calls().entries().stream()
                        .allMatch(call -> call.outcome().equals(CallLog.NO_ANSWER)));
    }

    @Test
    void anyErrorCanBeAnsweredAlsoAfterTheEffect() {
        faults.add(Fault.refuse(403, "UnauthorizedOperation", "not yet")
                .of("CreateVpcEndpoint")
                .once());
        faults.add(Fault.refuse(500, "InternalError", "An internal error has occurred")
                .of("CreateVpcEndpoint")
                .afterEffect()
                .once());

        assertRefused(403, "UnauthorizedOperation", scene::createEndpointOnce);
        assertThat(scene.sandbox.aws().endpoints()).isEmpty();
        assertRefused(500, "InternalError", scene::createEndpointOnce);
        assertThat(scene.sandbox.aws().endpoints()).hasSize(1);

        assertThat(calls("CreateVpcEndpoint"))
                .extracting(CallLog.Entry::tookEffect)
                .containsExactly(false, true);
    }

    @Test
    void faultsAddUpInTheOrderInWhichTheyWereAdded() {
        faults.add(Fault.delay(Duration.ofMillis(1)).of("DescribeVpcs"));
        faults.add(Fault.throttle().of("DescribeVpcs").once());
        String never = faults.add(Fault.loseCall().of("DescribeVpcs").skipping(1));

        assertRefused(503, "RequestLimitExceeded", ec2::describeVpcs);

        assertThat(calls("DescribeVpcs").getFirst().faults()).containsExactly("DELAY", "THROTTLE");
        assertThat(faults.find(never))
                .hasValueSatisfying(status -> assertThat(status.seen()).isZero());
    }

    @Test
    void aFaultThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Fault.throttle().afterEffect()).hasMessageContaining("no effect");
        assertThatThrownBy(() -> Fault.throttle().share(1.5, 0)).hasMessageContaining("share");
        assertThatThrownBy(() -> Fault.throttle().times(0)).hasMessageContaining("times");
        assertThatThrownBy(() -> Fault.refuse(200, "Fine", "")).hasMessageContaining("status");
    }

    private void awaitWaiting() {
        await().atMost(SOON).until(() -> faults.list().getFirst().waiting() == 1);
    }

    /** For each call whether it went through. */
    private List<Boolean> fateOfCalls(int count) {
        long before = scene.sandbox.aws().calls().total();
        IntStream.range(0, count).forEach(number -> {
            try {
                ec2.describeVpcs();
            } catch (AwsServiceException throttled) {
                assertThat(AwsScene.code(throttled)).isEqualTo("RequestLimitExceeded");
            }
        });
        return scene.sandbox.aws().calls().after(before).stream()
                .map(CallLog.Entry::tookEffect)
                .toList();
    }

    private List<CallLog.Entry> calls(String action) {
        return scene.sandbox.aws().calls().entries(action);
    }

    private List<String> outcomes(String action) {
        return calls(action).stream().map(CallLog.Entry::outcome).toList();
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(AwsScene.code(refusal)).isEqualTo(code);
        });
    }

    /** The SDK has not even got a status. */
    private static void assertNoAnswer(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(SdkClientException.class);
    }
}

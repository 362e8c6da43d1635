package dev.postern.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Caller;
import dev.postern.foundation.TenantId;
import jakarta.servlet.Filter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** How fast a caller may ask. */
class LimitsTest extends LimitsScene {

    @Test
    void aTokenThatAsksTooFastIsToldForHowLongToWait() {
        Caller caller = caller(ACME);
        get(caller);
        get(caller);
        get(caller);

        MockHttpServletResponse refused = get(caller);

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(text(refused))
                .contains("/rate-limited")
                .contains("limit 'token' of 60 a minute")
                .contains("1 s.");
        assertThat(meters.counter("postern.refusals", "limit", "token").count()).isEqualTo(1);
    }

    @Test
    void everyAnswerSaysWhatIsAllowedAndWhatIsLeftOfIt() {
        Caller caller = caller(ACME);
        get(caller);

        MockHttpServletResponse second = get(caller);

        assertThat(second.getHeaders("RateLimit-Policy")).containsExactly("\"token\";q=3;w=3", "\"tenant\";q=5;w=5");
        assertThat(second.getHeaders("RateLimit")).containsExactly("\"token\";r=1;t=2", "\"tenant\";r=3;t=2");
    }

    @Test
    void whatIsUsedUpComesBackWithTime() {
        Caller caller = caller(ACME);
        for (int asked = 0; asked < 4; asked++) {
            get(caller);
        }

        time.pass(Duration.ofSeconds(1));

        assertThat(get(caller).getStatus()).isEqualTo(200);
        assertThat(get(caller).getStatus()).isEqualTo(429);
    }

    @Test
    void moreTokensGiveATenantNoMoreThanItsShareAndTakeNothingFromOthers() {
        for (int token = 0; token < 5; token++) {
            assertThat(get(caller(ACME)).getStatus()).isEqualTo(200);
        }

        assertThat(get(caller(ACME)).getStatus()).isEqualTo(429);
        assertThat(get(caller(TenantId.next())).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /clusters/clu_1/validations, 429",
        "PATCH, /clusters/clu_1, 429",
        "PATCH, /connections/con_1, 429",
        "POST, /connections/con_1/retry, 429",
        "POST, /%63lusters/clu_1/validations, 429",
        "GET, /clusters/clu_1, 200",
        "GET, /clusters/clu_1/validations, 200",
        "DELETE, /connections/con_1, 200"
    })
    void whatHasAwsOrBrokersAskedHasATighterLimit(String method, String path, int status) {
        limited(caller(ACME), request("POST", "/api/v1/tenants/" + ACME + "/connections"));

        assertThat(limited(caller(ACME), request(method, "/api/v1/tenants/" + ACME + path))
                        .getStatus())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"POST, 429", "PUT, 429", "PATCH, 429", "DELETE, 429", "GET, 200", "HEAD, 200", "OPTIONS, 200"})
    void aTenantThatChangesMuchWaitsWithItsNextChangeAndMayStillRead(String method, int status) {
        String path = "/api/v1/tenants/" + ACME + "/tokens";
        limited(caller(ACME), request("POST", path));
        limited(caller(ACME), request("DELETE", path + "/tok_1"));

        MockHttpServletResponse answer = limited(caller(ACME), request(method, path));

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getHeaders("RateLimit-Policy").contains("\"changes\";q=2;w=2"))
                .isEqualTo(status == 429);
    }

    @Test
    void signInsAreTakenFromTheSameShareAndFromNobodyElses() {
        SignIns signIns = new SignIns(SMALL, changes, refusals);
        limited(caller(ACME), request("DELETE", "/api/v1/tenants/" + ACME + "/tokens/tok_1"));

        assertThat(signIns.take(caller(ACME))).isZero();
        assertThat(signIns.take(caller(ACME))).isEqualTo(Duration.ofSeconds(1));
        assertThat(signIns.take(caller(TenantId.next()))).isZero();
    }

    @Test
    void limitsThatAreSwitchedOffRefuseNobody() {
        RequestLimits off = new RequestLimits(false, 60, 3, 60, 5, 6, 1, 60, 2, 60, 2, 1, 2, 3, 2, 2, 2, 2, 3);
        Filter none = new CallerLimits(off, time, refusals, changes);
        Caller caller = caller(ACME);
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(caller, "", "ROLE_TENANT_ADMIN"));

        for (int asked = 0; asked < 20; asked++) {
            MockHttpServletResponse answer = through(none, request("GET", "/api/v1/me"), 200);

            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getHeader("RateLimit")).isNull();
        }
    }

    private MockHttpServletResponse get(Caller caller) {
        return limited(caller, request("GET", "/api/v1/me"));
    }
}

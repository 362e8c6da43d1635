package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ApiDocumentMemoryTest {

    private final ApiDocumentMemory memory = new ApiDocumentMemory();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void theDocumentIsWrittenOnceAndReadByAll() throws Exception {
        MockHttpServletResponse first = get("/v3/api-docs", 200);
        MockHttpServletResponse second = get("/v3/api-docs", 200);

        assertThat(written).hasValue(1);
        assertThat(second.getContentAsString())
                .isEqualTo(first.getContentAsString())
                .isEqualTo("document 1");
        assertThat(second.getContentType()).isEqualTo("application/json");
        assertThat(second.getContentLength()).isEqualTo(10);
    }

    @Test
    void eachFormIsADocumentOfItsOwn() throws Exception {
        get("/v3/api-docs", 200);

        assertThat(get("/v3/api-docs.yaml", 200).getContentAsString()).isEqualTo("document 2");
    }

    @Test
    void howeverThePathIsSpelledAndWhateverIsReadOfIt() throws Exception {
        get("/v3/api-docs", 200);

        MockHttpServletResponse spelled = get("/v3/%61pi-docs", 200);
        MockHttpServletResponse head = send("HEAD", "/v3/api-docs", 200);

        assertThat(spelled.getContentAsString()).isEqualTo("document 1");
        assertThat(head.getContentLength()).isEqualTo(10);
        assertThat(head.getContentAsString()).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgainAndNothingElseIsKept() throws Exception {
        get("/v3/api-docs", 500);
        get("/v3/api-docs", 200);
        get("/api/v1/me", 200);
        get("/api/v1/me", 200);

        assertThat(written).hasValue(4);
    }

    private MockHttpServletResponse get(String path, int status) throws IOException, ServletException {
        return send("GET", path, status);
    }

    private MockHttpServletResponse send(String method, String path, int status) throws IOException, ServletException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain service = (request, answer) -> {
            answer.setContentType("application/json");
            ((HttpServletResponse) answer).setStatus(status);
            answer.getOutputStream().write(("document " + written.incrementAndGet()).getBytes());
        };
        memory.doFilter(new MockHttpServletRequest(method, path), response, service);
        return response;
    }
}

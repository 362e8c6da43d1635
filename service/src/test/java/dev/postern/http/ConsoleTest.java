package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.CachingResourceResolver;
import org.springframework.web.servlet.resource.CachingResourceTransformer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The console, as the service serves it to whoever asks. */
class ConsoleTest extends PosternTest {

    private static final Pattern SCRIPT =
            Pattern.compile("<script type=\"module\"[^>]* src=\"(/console/assets/[^\"]+)\"");

    @Autowired
    @Qualifier("resourceHandlerMapping")
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private SimpleUrlHandlerMapping resources;

    @Test
    void whoeverComesToNoPageInParticularIsLedToTheConsole() {
        for (String path : List.of("/", "/console")) {
            Answer led = nobody().get(path);

            assertThat(led.status()).as(path).isEqualTo(302);
            assertThat(led.header("Location"))
                    .hasValueSatisfying(place -> assertThat(place).endsWith("/console/"));
        }
    }

    @Test
    void everyPageOfTheConsoleIsTheOnePageThatShowsItAndIsAskedForAnew() {
        for (String path :
                List.of("/console/", "/console/sign-in", "/console/tenants/tnt_1/connections?phase=FAILED")) {
            Answer page = nobody().get(path);

            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.header("Cache-Control")).contains("no-cache");
            assertThat(page.body()).contains("<title>Postern</title>");
        }
    }

    @Test
    void itsPagesRunAndShowNothingButFilesOfOursAndAreInNobodysFrame() {
        Answer page = nobody().get("/console/");

        assertThat(page.header("Content-Security-Policy").orElseThrow().split("; "))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self' data:",
                        "font-src 'self'",
                        "connect-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'self'");
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Referrer-Policy")).contains("no-referrer");
        assertThat(page.body())
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style")
                .doesNotContain(" style=");
    }

    @Test
    void filesWhoseNamesChangeWithTheirContentAreKeptForEver() {
        Answer script = nobody().get(script());

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(script.header("Cache-Control").orElseThrow())
                .contains("max-age=31536000")
                .contains("public")
                .contains("immutable")
                .doesNotContain("no-store");
    }

    @Test
    void whoeverTakesThemCompressedGetsThemSo() {
        String path = script();

        Answer plain = nobody().get(path);
        Answer compressed = nobody().get(path, "Accept-Encoding", "gzip");

        assertThat(compressed.header("Content-Encoding")).contains("gzip");
        assertThat(compressed.header("Vary").orElseThrow()).contains("Accept-Encoding");
        assertThat(size(compressed)).isLessThan(size(plain) / 2);
    }

    private static long size(Answer answer) {
        return Long.parseLong(answer.header("Content-Length").orElseThrow());
    }

    @Test
    void headTellsTheSameWithoutTheFile() {
        Answer head = nobody().send("HEAD", script(), null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(size(head)).isPositive();
        assertThat(nobody().send("HEAD", "/console/settings", null).status()).isEqualTo(200);
    }

    @Test
    void aFileThatIsNotThereIsAProblemAndNeverThePage() {
        for (String path : List.of(
                "/console/assets/index-00000000.js",
                "/console/assets/",
                "/console/assets/none",
                "/console/none.js",
                "/console/tenants/none.css",
                "/console/index.html.map")) {
            Answer missing = nobody().get(path);

            assertThat(missing.status()).as(path).isEqualTo(404);
            assertThat(missing.header("Content-Type").orElseThrow()).contains("application/problem+json");
            assertThat(missing.header("Cache-Control").orElseThrow()).contains("no-store");
        }
    }

    @Test
    void noPathThatSomebodyAsksForIsKept() {
        List<ResourceHttpRequestHandler> handlers = handlers();

        assertThat(handlers).hasSizeGreaterThanOrEqualTo(2).allSatisfy(handler -> {
            assertThat(handler.getResourceResolvers())
                    .isNotEmpty()
                    .noneMatch(CachingResourceResolver.class::isInstance);
            assertThat(handler.getResourceTransformers()).noneMatch(CachingResourceTransformer.class::isInstance);
        });
    }

    /** Of all paths below the console's. */
    private List<ResourceHttpRequestHandler> handlers() {
        return resources.getUrlMap().entrySet().stream()
                .filter(mapping -> mapping.getKey().startsWith("/console/"))
                .map(Map.Entry::getValue)
                .filter(ResourceHttpRequestHandler.class::isInstance)
                .map(ResourceHttpRequestHandler.class::cast)
                .toList();
    }

    @Test
    void noPathLeadsOutOfTheConsolesFiles() throws IOException {
        for (String path : List.of(
                "/console/../application.yaml",
                "/console/assets/../../application.yaml",
                "/console/%2e%2e/application.yaml",
                "/console/..%2fapplication.yaml",
                "/console/%252e%252e/application.yaml",
                "/console/assets/..%5c..%5capplication.yaml",
                "/console//application.yaml",
                "/console/;/../application.yaml",
                "/console/file:/etc/hostname.txt",
                "/console/assets/%00.js")) {
            try (RawHttp http = new RawHttp(nobody().base())) {
                http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

                assertThat(http.readToEnd()).as(path).startsWith("HTTP/1.1 4").doesNotContain("spring:");
            }
        }
    }

    @Test
    void theConsoleIsReadAndNothingElse() {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            for (String path : List.of("/", "/console/", script())) {
                assertThat(operator().send(method, path, "{}").status())
                        .as(method + path)
                        .isIn(403, 404, 405);
            }
        }
    }

    @Test
    void pathsOfTheApiStillAnswerProblems() {
        for (String path : List.of("/api/v1/nowhere", "/api", "/consoles", "/index.html", "/favicon.ico")) {
            Answer answer = operator().get(path);

            assertThat(answer.status()).as(path).isIn(403, 404);
            assertThat(answer.header("Content-Type").orElseThrow()).contains("application/problem+json");
        }
    }

    private String script() {
        Matcher script = SCRIPT.matcher(nobody().get("/console/").body());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }
}

package dev.postern.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** The API document, written down once: anybody may ask for it, and to write it takes many times as long as to send it. */
@Component
class ApiDocumentMemory extends OncePerRequestFilter {

    /** Reads a path as the controllers' mappings do, however its letters are spelled. */
    private static final RequestMatcher DOCUMENT =
            PathPatternRequestMatcher.withDefaults().matcher("/v3/{form:api-docs|api-docs\\.yaml}");

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Map<String, Written> written = new ConcurrentHashMap<>();

    private record Written(@Nullable String type, byte[] body) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !READS.contains(request.getMethod()) || !DOCUMENT.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String form = DOCUMENT.matcher(request).getVariables().getOrDefault("form", "");
        Written document = written.get(form);
        if (document == null) {
            ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
            chain.doFilter(asGet(request), kept);
            if (kept.getStatus() != HttpStatus.OK.value()) {
                kept.copyBodyToResponse();
                return;
            }
            document = new Written(kept.getContentType(), kept.getContentAsByteArray());
            written.put(form, document);
        }
        response.setContentType(document.type());
        response.setContentLength(document.body().length);
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            response.getOutputStream().write(document.body());
        }
    }

    private static HttpServletRequest asGet(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return HttpMethod.GET.name();
            }
        };
    }
}

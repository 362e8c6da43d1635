package dev.postern.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** The API document, written down once: anybody may ask for it, and to write it takes many times as long as to send it. */
@Component
class ApiDocumentMemory extends OncePerRequestFilter {

    private static final Set<String> DOCUMENTS = Set.of("/v3/api-docs", "/v3/api-docs.yaml");

    private final Map<String, Written> written = new ConcurrentHashMap<>();

    private record Written(@Nullable String type, byte[] body) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.GET.matches(request.getMethod()) || !DOCUMENTS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Written document = written.get(request.getRequestURI());
        if (document != null) {
            response.setContentType(document.type());
            response.setContentLength(document.body().length);
            response.getOutputStream().write(document.body());
            return;
        }
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        if (kept.getStatus() == HttpStatus.OK.value()) {
            written.put(request.getRequestURI(), new Written(kept.getContentType(), kept.getContentAsByteArray()));
        }
        kept.copyBodyToResponse();
    }
}

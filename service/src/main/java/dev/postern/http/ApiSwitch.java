package dev.postern.http;

import dev.postern.foundation.ErrorKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * With {@code postern.http.api=false} this replica answers nothing but its actuator: it is a gateway only.
 */
@Component
@ConditionalOnBooleanProperty(name = "postern.http.api", havingValue = false)
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class ApiSwitch extends OncePerRequestFilter {

    private final ProblemWriter problems;

    ApiSwitch(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(
                response,
                ErrorKind.UNAVAILABLE,
                "This replica is a gateway and does not answer requests. Send them to a replica that does.");
    }
}

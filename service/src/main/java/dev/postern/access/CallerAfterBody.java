package dev.postern.access;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Asks again who sends a request, once its body is there: a caller is let in when the first of it has come, sends the rest
 * as slowly as they like, and may have been let out meanwhile.
 */
@ControllerAdvice
class CallerAfterBody extends RequestBodyAdviceAdapter {

    private final StillGood callers;

    CallerAfterBody(StillGood callers) {
        this.callers = callers;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        check();
        return body;
    }

    @Override
    public @Nullable Object handleEmptyBody(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        check();
        return body;
    }

    /** Whoever signs in is nobody yet. */
    private void check() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication) {
            callers.check();
        }
    }
}

package dev.postern.access;

import org.springframework.security.core.AuthenticationException;

/** Somebody is not who the request says. The message is public. */
final class CallerRefused extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    CallerRefused(String detail) {
        super(detail);
    }
}

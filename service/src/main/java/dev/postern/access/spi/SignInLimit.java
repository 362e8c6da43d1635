package dev.postern.access.spi;

import dev.postern.access.Caller;
import java.time.Duration;

/** How often callers may sign in: they show their token in a body, where no filter knows them by it. */
public interface SignInLimit {

    /**
     * Counts a sign-in of {@code caller}, whose token is good.
     *
     * @return zero if it may go on; else how long to wait, in whole seconds
     */
    Duration take(Caller caller);
}

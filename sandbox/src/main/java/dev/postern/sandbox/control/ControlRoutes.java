package dev.postern.sandbox.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths with at most one variable part, written {@code {id}}, and what is done for them. */
final class ControlRoutes {

    private static final int METHOD_NOT_ALLOWED = 405;

    private final List<Route> routes = new ArrayList<>();

    /** The work done for a method and a path. */
    record Route(String method, Pattern path, Function<ControlRequest, Object> work) {}

    /** What a request leads to. */
    record Match(String id, Function<ControlRequest, Object> work) {}

    ControlRoutes add(String method, String path, Function<ControlRequest, Object> work) {
        routes.add(new Route(method, Pattern.compile(path.replace("{id}", "([^/]+)")), work));
        return this;
    }

    /**
     * @throws ControlException if there is no such path, or not with that method
     */
    Match find(String method, String path) {
        boolean pathKnown = false;
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(path);
            if (matcher.matches()) {
                pathKnown = true;
                if (route.method().equals(method)) {
                    return new Match(matcher.groupCount() == 1 ? matcher.group(1) : "", route.work());
                }
            }
        }
        throw pathKnown
                ? new ControlException(METHOD_NOT_ALLOWED, method + " is not what " + path + " is for; see GET /")
                : ControlException.notFound("there is nothing at " + path + "; see GET /");
    }
}

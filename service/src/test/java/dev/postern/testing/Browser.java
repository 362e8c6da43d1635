package dev.postern.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser, as far as cookies go. */
public final class Browser {

    private final Map<String, String> cookies = new HashMap<>();
    private Api api;

    public Browser(Api nobody) {
        this.api = nobody;
    }

    /** The same browser, led to another replica by the load balancer. */
    public void moveTo(Api nobody) {
        api = nobody;
    }

    public Answer signIn(String token, String... headers) {
        return send("POST", "/api/v1/session", """
                {"token": "%s"}""".formatted(token), headers);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** As the console does it: with the cookie's value in the header. */
    public Answer change(String method, String path, String body) {
        return send(method, path, body, "X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
    }

    public Answer send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!cookies.isEmpty()) {
            all.add("Cookie");
            all.add(cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        Answer answer = api.send(method, path, body, all.toArray(String[]::new));
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || setCookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public void plant(String name, String value) {
        cookies.put(name, value);
    }
}

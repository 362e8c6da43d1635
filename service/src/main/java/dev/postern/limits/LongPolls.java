package dev.postern.limits;

import java.util.HashMap;
import java.util.Map;

/** Requests that may be waiting for something to change. */
final class LongPolls {

    private final int mostPerToken;
    private final int most;
    private final Map<String, Integer> byToken = new HashMap<>();
    private int all;

    LongPolls(int mostPerToken, int most) {
        this.mostPerToken = mostPerToken;
        this.most = most;
    }

    /** Takes a place; then {@link #leave}. False if there is none. */
    synchronized boolean enter(String token) {
        int mine = byToken.getOrDefault(token, 0);
        if (all >= most || mine >= mostPerToken) {
            return false;
        }
        byToken.put(token, mine + 1);
        all++;
        return true;
    }

    synchronized void leave(String token) {
        all--;
        byToken.computeIfPresent(token, (key, polls) -> polls == 1 ? null : polls - 1);
    }
}

package dev.postern.clusters;

/** To which listener port of a connection a route leads. */
public sealed interface RoutePort {

    /** To this one. */
    record Fixed(int port) implements RoutePort {

        public Fixed {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("a listener port is from 1 to 65535, but this is " + port);
            }
        }
    }

    /** To the port that the broker itself advertises. */
    record Same() implements RoutePort {}

    /** To the sum of the broker's node id and an offset. */
    record NodeIdPlus(int offset) implements RoutePort {

        public NodeIdPlus {
            if (offset < 0 || offset > 65535) {
                throw new IllegalArgumentException(
                        "an offset is from 0 to 65535 (9000 sends node 1 to port 9001), but this is " + offset);
            }
        }
    }

    /** To the port that Postern allots for the broker; over SSH connections only. */
    record Tunnel() implements RoutePort {}
}

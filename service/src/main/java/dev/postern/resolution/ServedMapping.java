package dev.postern.resolution;

import dev.postern.foundation.HostPort;

/** A mapping in all the forms that it is asked for in, made once for many readers. */
final class ServedMapping {

    private static final int OVERHEAD = 1_000;

    /** Beside its bytes a mapping is kept as the objects that they were written from, which take more. */
    private static final int OBJECTS = 4;

    private final String jsonEtag;
    private final String textEtag;
    private final byte[] json;
    private final byte[] text;
    private final MappingContent content;
    private final RouteTable table;

    /**
     * @param table what the mapping was joined with
     */
    ServedMapping(ResolverMapping mapping, RouteTable table, MappingBodies bodies) {
        this.jsonEtag = Representation.JSON.etag(mapping.version());
        this.textEtag = Representation.TEXT.etag(mapping.version());
        this.json = bodies.body(mapping, Representation.JSON);
        this.text = bodies.body(mapping, Representation.TEXT);
        this.content = mapping.content();
        this.table = table;
    }

    String etag(Representation form) {
        return switch (form) {
            case JSON -> jsonEtag;
            case TEXT -> textEtag;
        };
    }

    /** The body in this form. Shared by all readers: not to be written to. */
    byte[] body(Representation form) {
        return switch (form) {
            case JSON -> json;
            case TEXT -> text;
        };
    }

    /** Where to connect for one address, also for that of a broker not seen yet. */
    Resolution resolve(HostPort address) {
        return MappingRules.resolve(table, content, address);
    }

    /** How many bytes it takes in memory, about. */
    int weight() {
        return OVERHEAD + json.length * OBJECTS + text.length + table.weight();
    }
}

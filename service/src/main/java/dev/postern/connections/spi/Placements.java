package dev.postern.connections.spi;

import java.util.List;

/** Where the operator lets endpoints be made. Does not change while the service runs. */
public interface Placements {

    /** In the order in which they are to be filled; empty where nothing is configured. */
    List<Placement> all();
}

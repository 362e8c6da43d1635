package dev.postern.privatelink;

import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import java.io.Serial;

/** Nothing may be asked of AWS for this placement: we would ask as somebody else, and take what we see for the truth. */
final class PlacementRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    PlacementRefused(String detail) {
        super(detail);
    }

    Refusal refusal() {
        return new Refusal(Cause.DENIED, null, String.valueOf(getMessage()));
    }
}

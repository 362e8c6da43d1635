package dev.postern.replicas;

/** How the owner of an endpoint service meets us, and where a connection to that service ends therefore. */
enum Attitude {
    /** Accepts each endpoint by hand. */
    ACCEPTS("AVAILABLE/READY"),
    /** Has AWS accept them. */
    ACCEPTS_UNASKED("AVAILABLE/READY"),
    /** Rejects each endpoint, one that was accepted too. */
    REJECTS("ACTION_REQUIRED/ENDPOINT_REJECTED"),
    /** Decides nothing. */
    HESITATES("ACTION_REQUIRED/ENDPOINT_ACCEPTANCE"),
    /** Does not allow our principal. */
    HIDES("ACTION_REQUIRED/SERVICE_NOT_VISIBLE"),
    /** Is not in all of the zones that are asked for. */
    IS_ELSEWHERE("FAILED/ZONE_NOT_SUPPORTED");

    private final String end;

    Attitude(String end) {
        this.end = end;
    }

    /** Phase and reason. */
    String end() {
        return end;
    }
}

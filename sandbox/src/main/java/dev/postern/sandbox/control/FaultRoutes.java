package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.fault.Faults;
import java.util.List;
import java.util.Map;

/** What goes wrong with calls to AWS. */
final class FaultRoutes {

    private final Faults faults;

    private FaultRoutes(Faults faults) {
        this.faults = faults;
    }

    static void addTo(ControlRoutes routes, Faults faults) {
        FaultRoutes each = new FaultRoutes(faults);
        routes.add("GET", "/faults", request -> each.list())
                .add("POST", "/faults", each::add)
                .add("DELETE", "/faults", request -> each.clear())
                .add("DELETE", "/faults/{id}", each::remove)
                .add("POST", "/faults/release", request -> Map.of("released", faults.release()));
    }

    private List<FaultView> list() {
        return faults.list().stream().map(FaultView::of).toList();
    }

    private Object add(ControlRequest request) {
        try {
            String id = faults.add(request.read(FaultBody.class).toFault());
            return faults.find(id).map(FaultView::of).orElseThrow();
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Object clear() {
        List<FaultView> cleared = list();
        faults.clear();
        return cleared;
    }

    private Object remove(ControlRequest request) {
        FaultView removed = faults.find(request.id())
                .map(FaultView::of)
                .orElseThrow(() ->
                        ControlException.notFound("there is no fault '" + request.id() + "'; GET /faults lists them"));
        faults.remove(request.id());
        return removed;
    }
}

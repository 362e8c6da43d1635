package dev.postern.sandbox.aws.wire;

import java.util.Map;
import java.util.TreeMap;

/** The actions of one service by name. */
public final class Operations {

    private final Map<String, Operation> byName = new TreeMap<>();

    /** One action of a service. */
    @FunctionalInterface
    public interface Operation {
        Xml handle(AwsCall call);
    }

    public Operations add(String action, Operation operation) {
        byName.put(action, operation);
        return this;
    }

    /**
     * The action that a form names in {@code Action}.
     *
     * @throws AwsException {@code InvalidAction} if it is not one of these
     */
    public String named(QueryParameters form) {
        String action = form.text("Action").orElse("");
        if (!byName.containsKey(action)) {
            throw AwsException.badRequest(
                    "InvalidAction", "The action '" + action + "' is not one that the sandbox has");
        }
        return action;
    }

    public Xml handle(AwsCall call) {
        Operation operation = byName.get(call.action());
        if (operation == null) {
            throw AwsException.badRequest(
                    "InvalidAction", "The action '" + call.action() + "' is not one that the sandbox has");
        }
        return operation.handle(call);
    }
}

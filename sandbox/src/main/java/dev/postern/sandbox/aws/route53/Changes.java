package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Transitions;
import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Xml;
import org.jspecify.annotations.Nullable;

/** Changes and {@code GetChange}. Used with the world's lock held. */
final class Changes {

    private static final int NOT_FOUND = 404;
    private static final int ID_LENGTH = 20;

    private final Table<ChangeInfo> table;
    private final Transitions transitions;
    private final Dials dials;

    Changes(Store store, Transitions transitions, Dials dials) {
        this.table = store.table("dnsChanges", ChangeInfo.class);
        this.transitions = transitions;
        this.dials = dials;
    }

    /** A change has been made. */
    Xml begin(AwsCall call, @Nullable String comment) {
        ChangeInfo change = new ChangeInfo(Ids.capitals("C", ID_LENGTH), false, call.at(), comment);
        table.put(change.id(), change);
        goOn(change);
        return change.write();
    }

    void resume() {
        table.list().forEach(this::goOn);
    }

    Xml get(String id) {
        ChangeInfo change = table.find(id)
                .orElseThrow(() -> new AwsException(
                        NOT_FOUND, "NoSuchChange", "A change with the ID '" + id + "' does not exist"));
        return Xml.element("result").with(change.write());
    }

    private void goOn(ChangeInfo change) {
        if (!change.inSync()) {
            transitions.plan(dials.delays().dnsInSync(), () -> table.put(change.id(), change.arrived()));
        }
    }
}

package io.landbridge.southbound.openflow;

import io.landbridge.flow.FlowEdit;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.Connection.BundleStep;
import io.landbridge.southbound.openflow.codec.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a switch's flows: as one atomic bundle (ONF EXT-230), or where the switch knows none, first what is added and
 * modified and then, once the switch has done all of that, what is deleted. Either way no packet is dropped that was
 * and will be allowed.
 */
final class FlowChanges {
    private static final Logger LOG = LoggerFactory.getLogger(FlowChanges.class);

    private final String name;
    private final Connection connection;
    private final Requests requests;
    private boolean bundles = true;
    private int lastBundle;

    /**
     * @param name the switch, for messages
     */
    FlowChanges(String name, Connection connection, Requests requests) {
        this.name = name;
        this.connection = connection;
        this.requests = requests;
    }

    /** Makes the changes; one call after the other. */
    synchronized void apply(List<FlowEdit> edits) throws DeviceException {
        List<FlowEdit> made = edits.stream().filter(edit -> !isDelete(edit)).toList();
        List<FlowEdit> deleted = edits.stream().filter(FlowChanges::isDelete).toList();
        if (edits.isEmpty()) {
            return;
        }
        if (!bundles
                || !applyAsBundle(Stream.concat(made.stream(), deleted.stream()).toList())) {
            applyOneByOne(made);
            applyOneByOne(deleted);
        }
    }

    private static boolean isDelete(FlowEdit edit) {
        return edit instanceof FlowEdit.Delete;
    }

    /** Whether the switch knows bundles; if not, nothing has changed, and it is not asked again. */
    private boolean applyAsBundle(List<FlowEdit> edits) throws DeviceException {
        int bundle = ++lastBundle;
        Reply opened = requests.ask(xid -> connection.bundle(xid, bundle, BundleStep.OPEN));
        if (opened instanceof Reply.Refusal refusal && refusal.isUnknownRequest()) {
            LOG.warn("{} knows no bundles ({}): its flows change one by one", name, refusal.reason());
            bundles = false;
            return false;
        }
        require(opened, "open a bundle");
        boolean committed = false;
        try (Refusals refusals = requests.watch(edits.size())) {
            for (int i = 0; i < edits.size(); i++) {
                connection.addToBundle(refusals.xid(i), bundle, edits.get(i));
            }
            // A switch may commit a bundle without what it refused to put in. Closing answers after all refusals.
            Reply closed = requests.ask(xid -> connection.bundle(xid, bundle, BundleStep.CLOSE));
            throwFirst(refusals, edits);
            require(closed, "close a bundle");
            Reply commit = requests.ask(xid -> connection.bundle(xid, bundle, BundleStep.COMMIT));
            committed = true;
            throwFirst(refusals, edits);
            require(commit, "commit a bundle");
        } finally {
            if (!committed) {
                connection.bundle(requests.nextXid(), bundle, BundleStep.DISCARD);
            }
        }
        return true;
    }

    private void applyOneByOne(List<FlowEdit> edits) throws DeviceException {
        if (edits.isEmpty()) {
            return;
        }
        try (Refusals refusals = requests.watch(edits.size())) {
            for (int i = 0; i < edits.size(); i++) {
                connection.flowMod(refusals.xid(i), edits.get(i));
            }
            Reply barrier = requests.ask(connection::barrier);
            throwFirst(refusals, edits);
            require(barrier, "finish a barrier");
        }
    }

    private void throwFirst(Refusals refusals, List<FlowEdit> edits) throws DeviceException {
        Optional<Refusals.Refused> first = refusals.first();
        if (first.isPresent()) {
            Refusals.Refused refused = first.get();
            throw new DeviceException(
                    Kind.REFUSED,
                    name + " refused to " + describe(edits.get(refused.index())) + ": " + refused.reason());
        }
    }

    private static String describe(FlowEdit edit) {
        String verb = edit.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return verb + " flow " + edit.flow();
    }

    private void require(Reply reply, String what) throws DeviceException {
        if (!(reply instanceof Reply.Done)) {
            throw new DeviceException(Kind.REFUSED, name + " refused to " + what + ": " + reply);
        }
    }
}

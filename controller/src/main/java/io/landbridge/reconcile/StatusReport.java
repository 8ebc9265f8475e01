package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.DatapathId;
import io.landbridge.plan.Change;
import io.landbridge.port.out.DeviceException;
import io.landbridge.status.Condition.Status;
import io.landbridge.status.Condition.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one look at a host finds, put together as it goes; what it does not come to stays unknown. */
final class StatusReport {
    /** A condition without its time. */
    record Finding(Type type, Status status, String reason, String message) {}

    private final Instant began;
    private final Map<Type, Finding> findings = new EnumMap<>(Type.class);
    private final List<Change> changes = new ArrayList<>();
    private Optional<DeviceException> failure = Optional.empty();
    private Optional<DatapathId> datapathId = Optional.empty();
    private Optional<String> ovsVersion = Optional.empty();
    private int flowsDesired;
    private int flowsInstalled;

    StatusReport(Instant began) {
        this.began = began;
    }

    void holds(Type type, String reason, String message) {
        findings.put(type, new Finding(type, Status.TRUE, reason, message));
    }

    void fails(Type type, String reason, String message) {
        findings.put(type, new Finding(type, Status.FALSE, reason, message));
    }

    void unknown(Type type, String reason, String message) {
        findings.put(type, new Finding(type, Status.UNKNOWN, reason, message));
    }

    /** Neither the bridge nor its flows are touched. */
    void refuses(String why) {
        fails(Type.BRIDGE_READY, "Refused", why);
        fails(Type.FLOWS_IN_SYNC, "Refused", why);
    }

    void bridge(DatapathId id) {
        datapathId = Optional.of(id);
    }

    void ovsVersion(Optional<String> version) {
        ovsVersion = version;
    }

    void flows(int desired, int installed) {
        flowsDesired = desired;
        flowsInstalled = installed;
    }

    /** Notes what was changed on the host. */
    void changed(List<? extends Change> made) {
        changes.addAll(made);
    }

    /** Notes what a device did not do, and that the condition does not hold therefore. */
    void fails(Type type, DeviceException refused) {
        failure = Optional.of(refused);
        fails(type, refused.kind().label(), refused.getMessage());
    }

    Finding finding(Type type) {
        return findings.getOrDefault(
                type, new Finding(type, Status.UNKNOWN, "NotReached", "an earlier condition does not hold"));
    }

    /** The first required condition that does not hold, in the order in which a host joins. */
    Optional<Finding> firstFailure() {
        for (Type type : Type.values()) {
            if (type.isRequired() && finding(type).status() != Status.TRUE) {
                return Optional.of(finding(type));
            }
        }
        return Optional.empty();
    }

    /** When the look began. */
    Instant began() {
        return began;
    }

    ImmutableList<Change> changes() {
        return ImmutableList.copyOf(changes);
    }

    Optional<DeviceException> failure() {
        return failure;
    }

    Optional<DatapathId> datapathId() {
        return datapathId;
    }

    Optional<String> ovsVersion() {
        return ovsVersion;
    }

    int flowsDesired() {
        return flowsDesired;
    }

    int flowsInstalled() {
        return flowsInstalled;
    }
}

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
    private boolean phaseDone;
    private Optional<Throwable> defect = Optional.empty();

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

    /** Notes that the look ended by a defect of ours: what it did not come to is not known. */
    void defect(Throwable cause) {
        defect = Optional.of(cause);
        findings.remove(Type.CONVERGED);
    }

    boolean isDefect() {
        return defect.isPresent();
    }

    /** Notes whether the host was read to have done what the phase of a rollover needs of it. */
    void phaseDone(boolean done) {
        phaseDone = done;
    }

    boolean isPhaseDone() {
        return phaseDone;
    }

    Finding finding(Type type) {
        return Optional.ofNullable(findings.get(type)).orElseGet(() -> notReached(type));
    }

    private Finding notReached(Type type) {
        return defect.map(cause -> new Finding(
                        type,
                        Status.UNKNOWN,
                        "Defect",
                        "Landbridge failed, data/log/karaf.log has the details: " + cause))
                .orElseGet(() -> new Finding(type, Status.UNKNOWN, "NotReached", "an earlier condition does not hold"));
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

package io.landbridge.southbound.openflow;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.Reply;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A switch on one connection. */
final class OpenFlowSwitch implements Switch {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFlowSwitch.class);

    private final DatapathId datapathId;
    private final Connection connection;
    private final Requests requests;
    private final FlowChanges changes;

    OpenFlowSwitch(DatapathId datapathId, Connection connection, Requests requests) {
        this.datapathId = datapathId;
        this.connection = connection;
        this.requests = requests;
        this.changes = new FlowChanges("switch " + datapathId, connection, requests);
    }

    @Override
    public DatapathId datapathId() {
        return datapathId;
    }

    String peer() {
        return connection.peer();
    }

    @Override
    public ImmutableList<InstalledFlow> read(CookieFilter filter) throws DeviceException {
        ImmutableList.Builder<InstalledFlow> flows = ImmutableList.builder();
        for (Reply part : requests.askForAll(xid -> connection.flowStats(xid, filter))) {
            if (!(part instanceof Reply.FlowStats stats)) {
                throw refused("asked for its flows, it answered " + part);
            }
            for (Reply.UnreadableFlow unreadable : stats.unreadable()) {
                leaveOut(unreadable);
            }
            flows.addAll(stats.flows());
        }
        return flows.build();
    }

    private void leaveOut(Reply.UnreadableFlow flow) throws DeviceException {
        if (flow.cookie().isOurs()) {
            throw refused("a flow bears our mark but is none that we can have made: " + flow
                    + "; remove it with ovs-ofctl del-flows and cookie=" + flow.cookie() + "/-1");
        }
        LOG.debug("switch {}: left out {}", datapathId, flow);
    }

    @Override
    public void apply(List<FlowEdit> edits) throws DeviceException {
        changes.apply(edits);
    }

    /** It is one of ours. */
    void admit() {
        connection.admit();
    }

    void close() {
        connection.close();
    }

    private DeviceException refused(String what) {
        return new DeviceException(Kind.REFUSED, "switch " + datapathId + ": " + what);
    }
}

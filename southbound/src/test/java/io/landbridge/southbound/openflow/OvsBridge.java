package io.landbridge.southbound.openflow;

import io.landbridge.model.DatapathId;
import io.landbridge.southbound.PrivateOvs;

/**
 * A bridge of a real Open vSwitch that dials a controller.
 *
 * @param name of the bridge
 * @param id its datapath id
 */
record OvsBridge(PrivateOvs ovs, String name, DatapathId id) {

    /** Makes the bridge, which dials that port of this machine. */
    void add(int controllerPort) {
        ovs.vsctl("add-br", name, "--", "set", "Bridge", name, "datapath_type=dummy", "fail_mode=secure");
        ovs.vsctl("set", "Bridge", name, "protocols=OpenFlow13", "other_config:datapath-id=" + id);
        dial(controllerPort);
    }

    /** Has it dial that port and no other. */
    void dial(int controllerPort) {
        ovs.vsctl("set-controller", name, "tcp:127.0.0.1:" + controllerPort);
    }

    void delete() {
        ovs.vsctl("del-br", name);
    }

    void addFlow(String flow) {
        ovs.ofctl("add-flow", name, flow);
    }

    String dumpFlows() {
        return ovs.ofctl("dump-flows", name);
    }
}

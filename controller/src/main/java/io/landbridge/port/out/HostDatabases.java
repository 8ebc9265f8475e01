package io.landbridge.port.out;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.flow.Port;
import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.OvsdbEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The hosts' Open vSwitch databases that are connected (RFC 7047). */
public interface HostDatabases {

    /**
     * The database of that host that was admitted: one whose {@code external_ids:landbridge-host} says so, or the one
     * dialled for it.
     */
    Optional<HostDatabase> find(HostId id);

    /** The hosts that are to be dialled, in the place of those said before; each is dialled again until it answers. */
    void dial(Map<HostId, OvsdbEndpoint> endpoints);

    /**
     * Calls {@code changed} whenever a host's database comes, changes or goes. The listener must return at once; it is
     * called from the connection's own thread.
     */
    Subscription onChange(Consumer<HostId> changed);

    /**
     * Has {@code control} decide who is admitted, in the place of a former one. It is told of the connections that are
     * there already, of those that were admitted first; without it no connection is admitted, and none is closed.
     */
    Subscription admitBy(AdmissionControl control);

    /**
     * Calls {@code refused} whenever a connection is refused or ended for breaking a bound: too many that are not
     * admitted, no name in time, too large a message. The listener must return at once; it may be called often, from
     * several threads.
     */
    Subscription onRefusal(Consumer<RefusedPeer> refused);

    /** One connection to one host's database. */
    interface HostDatabase {

        /**
         * What the monitor last reported, without asking; consistent in itself. All that is not the bridge's own
         * settings is bounded: text is cut, and free of control characters.
         *
         * @throws DeviceException if what it reported makes no sense, with what and where; that is this host's failure
         */
        Facts read(InterfaceName bridge) throws DeviceException;

        /**
         * Makes all of the changes in one transaction, or none. It is guarded: each setting must still be what it was
         * when it was read.
         *
         * @throws DeviceException if the database refused or did not answer in time
         */
        void apply(InterfaceName bridge, List<BridgeEdit> edits) throws DeviceException;
    }

    /**
     * What a host's database says.
     *
     * @param ovsVersion version of Open vSwitch, such as {@code 3.1.0}, at most 64 bytes; empty until the switch daemon
     *     has written it
     * @param datapathTypes datapaths that the switch daemon offers, such as {@code system} and {@code netdev}
     * @param externalIds those of the Open_vSwitch row whose key starts with {@code landbridge-}, at most 64; the helper
     *     reports here; a value has at most 2,000 bytes
     * @param controllerAddress the controller's own address on this connection
     * @param bridge the bridge asked for, or {@link BridgeState#ABSENT}
     * @param ports OpenFlow port numbers of the bridge's interfaces by name, those that have one
     * @param errors what Open vSwitch says is wrong with an interface, by its name; at most 64, of at most 200 bytes each
     * @param isCarriedOut whether the switch daemon has carried out all that we wrote ({@code cur_cfg} has come to
     *     {@code next_cfg}, ovs-vswitchd.conf.db(5))
     */
    record Facts(
            Optional<String> ovsVersion,
            ImmutableSet<String> datapathTypes,
            ImmutableMap<String, String> externalIds,
            String controllerAddress,
            BridgeState bridge,
            ImmutableSortedMap<String, Port> ports,
            ImmutableSortedMap<String, String> errors,
            boolean isCarriedOut) {}
}

package io.landbridge.port.out;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.DatapathId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The OpenFlow switches that are connected (OpenFlow 1.3.5 §6.3). */
public interface Switches {

    /** The switch of that datapath id, if it is connected and was admitted. */
    Optional<Switch> find(DatapathId id);

    /**
     * Calls {@code changed} whenever a switch comes or goes. The listener must return at once; it is called from the
     * connection's own thread.
     */
    Subscription onChange(Consumer<DatapathId> changed);

    /** Where switches dial in now: what hosts are told to dial follows from it. */
    Listening listening();

    /** Calls {@code changed} whenever switches have to dial in anew, there or elsewhere. It must return at once. */
    Subscription onListening(Runnable changed);

    /**
     * Where switches dial in.
     *
     * @param port TCP port, 1 to 65,535
     * @param refusal why the address or port that is configured is not the one in use, with the remedy; empty if it is
     */
    record Listening(int port, Optional<String> refusal) {}

    /**
     * Has {@code control} decide who is admitted, in the place of a former one. It is told of the connections that are
     * there already, of those that were admitted first; without it no connection is admitted, and none is closed.
     */
    Subscription admitBy(AdmissionControl control);

    /**
     * Calls {@code refused} whenever a connection is refused or ended for breaking a bound: too many that are not
     * admitted, no hello or features in time, too long a reply. The listener must return at once; it may be called
     * often, from several threads.
     */
    Subscription onRefusal(Consumer<RefusedPeer> refused);

    /** One connection of one switch; a new connection is not equal to it, so what was known of the old one is not trusted. */
    interface Switch {
        DatapathId datapathId();

        /**
         * Reads the flows whose cookie passes the filter, in no order. Flows that use what our vocabulary lacks are
         * left out, unless they bear our mark: then the read fails.
         *
         * @throws DeviceException if the switch does not answer in time or refuses
         */
        ImmutableList<InstalledFlow> read(CookieFilter filter) throws DeviceException;

        /**
         * Counts the flows whose cookie passes the filter; far cheaper than to read them.
         *
         * @throws DeviceException if the switch does not answer in time or refuses
         */
        long count(CookieFilter filter) throws DeviceException;

        /**
         * Makes the changes, all or none where the switch can; else adds and modifies first, then a barrier, then
         * deletes. Returns when the switch has acknowledged all of them.
         *
         * @throws DeviceException if the switch refused one, with the flow and the reason, or did not answer in time
         */
        void apply(List<FlowEdit> edits) throws DeviceException;
    }
}

package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.landbridge.bridge.Adoption;
import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeState;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Port;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.model.InterfaceName;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.pipeline.Ports;
import io.landbridge.port.out.HostDatabases.Facts;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** What a host should look like: the intent, seen through what that host offers. */
final class DesiredState {
    private final FlowCompiler compiler = new FlowCompiler();
    private final ControllerSettings settings;

    private final IntSupplier openFlowPort;

    /**
     * Desired states for one controller.
     *
     * @param openFlowPort the TCP port that switches can dial now
     */
    DesiredState(ControllerSettings settings, IntSupplier openFlowPort) {
        this.settings = settings;
        this.openFlowPort = openFlowPort;
    }

    /** The bridge; its switch is told to dial the controller where the host's database reached it. */
    BridgeState bridge(Target target, Host host, Facts facts) {
        String address = settings.openFlowAddress().orElse(facts.controllerAddress());
        BridgeState compiled = BridgeCompiler.compile(
                target.intent(),
                target.mtu(),
                host,
                FlowCompiler.VERSION,
                "tcp:" + address + ":" + openFlowPort.getAsInt(),
                facts.datapathTypes());
        return Adoption.noting(facts.bridge(), compiled);
    }

    /** The flows, by the port numbers that the switch has given; what needs a port that has none is left out. */
    ImmutableMap<Cookie, FlowGroup> flows(Intent intent, Host host, Facts facts) {
        return compiler.compile(
                intent,
                host,
                new Ports(
                        number(facts, intent.fabric().tunnelPort()),
                        number(facts, Fabric.VETH),
                        number(facts, Fabric.SPARE_TUNNEL_PORT)));
    }

    /** The ports that the host needs now and whose number the switch has not given yet. */
    static ImmutableList<InterfaceName> withoutNumber(Intent intent, Host host, Facts facts) {
        Stream<InterfaceName> spare =
                intent.encapsulation().hasSpare(host) ? Stream.of(Fabric.SPARE_TUNNEL_PORT) : Stream.of();
        return Stream.concat(Stream.of(intent.fabric().tunnelPort(), Fabric.VETH), spare)
                .filter(name -> number(facts, name).isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    private static Optional<Port> number(Facts facts, InterfaceName name) {
        return Optional.ofNullable(facts.ports().get(name.value()));
    }
}

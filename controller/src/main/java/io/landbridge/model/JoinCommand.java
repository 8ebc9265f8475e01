package io.landbridge.model;

import com.google.common.base.Joiner;

/**
 * The line that an admin types on a host to let it join. What the host will accept of the controller stands in it word
 * for word, so that a person has read it.
 */
public final class JoinCommand {
    private JoinCommand() {}

    /**
     * The line for a host of the intent, with the word CONTROLLER for the controller's address; during a rollover it
     * names both UDP ports.
     */
    public static String of(Intent intent, Host host) {
        Fabric fabric = intent.fabric();
        return "landbridge-host join CONTROLLER --name " + host.id()
                + " --fabric " + fabric.cidr()
                + " --vtep " + host.vtep()
                + " --container-bridge " + fabric.containerBridge()
                + " --udp-port " + Joiner.on(',').join(intent.encapsulation().acceptedPorts())
                + (host.ovsdb().isPresent() ? " --listen" : "");
    }
}

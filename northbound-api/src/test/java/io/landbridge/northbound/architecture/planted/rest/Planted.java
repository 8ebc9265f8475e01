package io.landbridge.northbound.architecture.planted.rest;

import io.landbridge.port.out.Switches;
import org.apache.karaf.shell.support.CommandException;

/** Breaks the rules: goes past the use cases, and uses the other side's technology. */
final class Planted {
    Exception violate(Switches switches) {
        return new CommandException(switches.toString());
    }
}

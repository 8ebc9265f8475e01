package io.landbridge.pipeline;

import io.landbridge.flow.Cookie;
import io.landbridge.model.Host;

/** The parts of the pipeline, as cookies name them. */
enum Feature {
    /** What a host needs of its own. */
    HOST(1),
    /** What a host needs for one peer. */
    PEER(2);

    private final int number;

    Feature(int number) {
        this.number = number;
    }

    /** The cookie of the flows that follow from one host: its subnet, unique in the fabric, is their object. */
    Cookie cookie(Host host) {
        return Cookie.of(number, FlowCompiler.VERSION, host.subnet().network().bits());
    }
}

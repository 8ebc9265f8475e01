package io.landbridge.southbound.architecture.planted.codec;

import io.landbridge.southbound.openflow.OpenFlowSettings;

/** A codec that knows what is built on it. */
abstract class Planted {
    abstract OpenFlowSettings session();
}

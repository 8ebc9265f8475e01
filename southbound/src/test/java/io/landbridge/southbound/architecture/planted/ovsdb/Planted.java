package io.landbridge.southbound.architecture.planted.ovsdb;

import io.landbridge.southbound.openflow.OpenFlowSettings;

/** A database adapter that knows the switches. */
abstract class Planted {
    abstract OpenFlowSettings other();
}

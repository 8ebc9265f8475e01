package io.landbridge.southbound.architecture.planted.openflow;

import io.landbridge.pipeline.Stage;
import io.landbridge.southbound.ovsdb.OvsdbSettings;
import io.netty.buffer.ByteBuf;
import org.osgi.service.component.annotations.ServiceScope;

/** A session that knows a library, the other protocol, OSGi, and the core beyond its ports. */
abstract class Planted {
    abstract void use(ByteBuf library, OvsdbSettings other, ServiceScope osgi, Stage core);
}

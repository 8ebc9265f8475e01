/**
 * OpenFlow 1.3 on the wire. OpenDaylight's openflowjava listens, frames and speaks the session's messages; flows,
 * bundles and errors are encoded and decoded here, registered with it through its extension points. Its own decoders
 * would lose a whole reply for one field of a foreign flow that they do not know, write the tunnel's destination
 * wrongly, and never recognise an experimenter. No type of the library leaves this package.
 */
@NullMarked
package io.landbridge.southbound.openflow.codec;

import org.jspecify.annotations.NullMarked;

/**
 * OVSDB on the wire: connections, their JSON-RPC, and what a transaction looks like. The only home of OpenDaylight's
 * OVSDB library and of Netty; everything that leaves it is in the words of {@link
 * io.landbridge.southbound.ovsdb.codec.Datum}, rows and text.
 */
@NullMarked
package io.landbridge.southbound.ovsdb.codec;

import org.jspecify.annotations.NullMarked;

/** The hosts' databases, over OVSDB (RFC 7047). Implements {@link io.landbridge.port.out.HostDatabases}. */
@NullMarked
package io.landbridge.southbound.ovsdb;

import org.jspecify.annotations.NullMarked;

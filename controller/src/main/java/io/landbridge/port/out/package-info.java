/**
 * What the core needs of the world: switches, the hosts' databases, a place for the intent. Adapters implement these;
 * every call is synchronous and has a deadline of its own; a failure is a {@link io.landbridge.port.out.DeviceException}.
 */
@NullMarked
package io.landbridge.port.out;

import org.jspecify.annotations.NullMarked;

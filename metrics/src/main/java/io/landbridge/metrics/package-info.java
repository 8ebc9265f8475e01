/**
 * Counts and times what the core does, and writes it in the formats of Prometheus. Sees the core from its ports;
 * depends on {@code model}, {@code plan} and the ports, and is the only home of Prometheus's library.
 */
@NullMarked
package io.landbridge.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * Which connections are the hosts that they claim to be, on both channels. Depends on {@code model} and on the ports
 * out; {@code reconcile} gives it a thread and tells what it decides.
 */
@NullMarked
package io.landbridge.admission;

import org.jspecify.annotations.NullMarked;

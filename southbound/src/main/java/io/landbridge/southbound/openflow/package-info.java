/**
 * The switches, over OpenFlow 1.3: sessions, requests and their answers, atomic bundles. Implements {@link
 * io.landbridge.port.out.Switches}; what the wire looks like is the business of {@code codec}.
 */
@NullMarked
package io.landbridge.southbound.openflow;

import org.jspecify.annotations.NullMarked;

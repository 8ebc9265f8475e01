/** Declarative Services: makes services of what the other packages implement, and hands them their configuration. */
@NullMarked
package io.landbridge.southbound.osgi;

import org.jspecify.annotations.NullMarked;

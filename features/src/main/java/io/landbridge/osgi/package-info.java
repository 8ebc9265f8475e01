/** Composes the core from the parts that OSGi brings together. Nobody depends on this package. */
@NullMarked
package io.landbridge.osgi;

import org.jspecify.annotations.NullMarked;

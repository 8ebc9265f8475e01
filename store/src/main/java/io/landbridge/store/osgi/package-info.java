/** Offers the store as a service. Depends on {@code store}; nothing depends on it. */
@NullMarked
package io.landbridge.store.osgi;

import org.jspecify.annotations.NullMarked;

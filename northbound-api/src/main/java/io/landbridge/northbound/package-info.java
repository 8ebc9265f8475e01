/** What REST and console share: the way to the use cases. Depends on {@code port.in} alone. */
@NullMarked
package io.landbridge.northbound;

import org.jspecify.annotations.NullMarked;

/** The console commands, scope {@code overlay}. Depends on {@code json}, the pure packages and {@code port.in}. */
@NullMarked
package io.landbridge.northbound.shell;

import org.jspecify.annotations.NullMarked;

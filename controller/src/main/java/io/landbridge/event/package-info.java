/**
 * What happened: to which host, why, and by whom; kept in memory, the latest alone. Depends on {@code model} alone;
 * everybody may read it, {@code reconcile} writes it.
 */
@NullMarked
package io.landbridge.event;

import org.jspecify.annotations.NullMarked;

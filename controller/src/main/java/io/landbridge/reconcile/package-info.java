/**
 * Brings every host to what the intent asks for, and keeps it there. Depends on the pure packages and on the ports; the
 * only package of the core that has threads.
 */
@NullMarked
package io.landbridge.reconcile;

import org.jspecify.annotations.NullMarked;

/**
 * OVSDB in our words: the rows and settings of a host's bridge that Landbridge owns. Depends on {@code model} alone.
 */
@NullMarked
package io.landbridge.bridge;

import org.jspecify.annotations.NullMarked;

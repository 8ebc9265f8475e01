/**
 * OpenFlow in our words: flows as values, with no library's types. Depends on {@code model} alone.
 */
@NullMarked
package io.landbridge.flow;

import org.jspecify.annotations.NullMarked;

/**
 * The difference between a host as it should be and as it is: data that can be read, printed and applied. Depends on
 * {@code model}, {@code flow}, {@code bridge} and {@code pipeline}.
 */
@NullMarked
package io.landbridge.plan;

import org.jspecify.annotations.NullMarked;

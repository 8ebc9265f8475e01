/**
 * The data plane: named stages, and one class per feature that turns intent into flows. Pure; depends on {@code model}
 * and {@code flow}.
 */
@NullMarked
package io.landbridge.pipeline;

import org.jspecify.annotations.NullMarked;

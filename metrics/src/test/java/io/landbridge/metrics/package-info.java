/** Tests of what is measured, and of all that is written about it. */
@NullMarked
package io.landbridge.metrics;

import org.jspecify.annotations.NullMarked;

/** What breaks the rules, to see that they can fire. */
@NullMarked
package io.landbridge.metrics.planted;

import org.jspecify.annotations.NullMarked;

/** Holds the core to what it may know, and proves that each rule can fire. */
@NullMarked
package io.landbridge.architecture;

import org.jspecify.annotations.NullMarked;

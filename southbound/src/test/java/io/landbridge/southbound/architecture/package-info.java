/** Holds the adapters to what they may know, and proves that each rule can fire. */
@NullMarked
package io.landbridge.southbound.architecture;

import org.jspecify.annotations.NullMarked;

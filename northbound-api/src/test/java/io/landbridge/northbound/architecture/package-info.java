/** Holds the API to what it may know, and proves that each rule can fire. */
@NullMarked
package io.landbridge.northbound.architecture;

import org.jspecify.annotations.NullMarked;

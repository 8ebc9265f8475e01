@NullMarked
package io.landbridge.northbound;

import org.jspecify.annotations.NullMarked;

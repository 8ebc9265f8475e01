@NullMarked
package io.landbridge.northbound.https;

import org.jspecify.annotations.NullMarked;

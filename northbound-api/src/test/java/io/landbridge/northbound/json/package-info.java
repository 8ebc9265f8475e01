@NullMarked
package io.landbridge.northbound.json;

import org.jspecify.annotations.NullMarked;

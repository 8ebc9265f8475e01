@NullMarked
package io.landbridge.northbound.shell;

import org.jspecify.annotations.NullMarked;

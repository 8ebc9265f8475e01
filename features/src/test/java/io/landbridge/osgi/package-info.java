@NullMarked
package io.landbridge.osgi;

import org.jspecify.annotations.NullMarked;

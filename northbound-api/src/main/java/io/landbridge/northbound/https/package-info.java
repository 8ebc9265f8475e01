/** The key and certificate that the web server has, before it starts. Nobody depends on this package. */
@NullMarked
package io.landbridge.northbound.https;

import org.jspecify.annotations.NullMarked;

/** The REST API: HTTP to use cases and back. Depends on {@code json}, the pure packages and {@code port.in}. */
@NullMarked
package io.landbridge.northbound.rest;

import org.jspecify.annotations.NullMarked;

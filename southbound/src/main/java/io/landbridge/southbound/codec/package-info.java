/**
 * What both protocols' connections have in common before it is known whose they are. Knows Netty; knows neither
 * protocol.
 */
@NullMarked
package io.landbridge.southbound.codec;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.landbridge.northbound.rest;

import org.jspecify.annotations.NullMarked;

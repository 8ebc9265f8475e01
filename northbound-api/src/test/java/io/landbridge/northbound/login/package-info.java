@NullMarked
package io.landbridge.northbound.login;

import org.jspecify.annotations.NullMarked;

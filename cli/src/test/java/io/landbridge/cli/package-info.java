@NullMarked
package io.landbridge.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The model as JSON and JSON as the model: what REST answers is what the console prints with {@code --json}. Depends on
 * the pure packages and on {@code port.in}.
 */
@NullMarked
package io.landbridge.northbound.json;

import org.jspecify.annotations.NullMarked;

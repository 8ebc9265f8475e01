/**
 * Keeps the intent in one JSON file. The rows here are the file's layout, not the model: they are translated where
 * the file is read and written, so that either can change without the other. Depends on {@code port.out} and
 * {@code model}; nothing depends on it.
 */
@NullMarked
package io.landbridge.store;

import org.jspecify.annotations.NullMarked;

/**
 * The command-line client. It knows the REST API as it goes over the wire and nothing else of Landbridge, so that it
 * works from any machine and prints with {@code --json} what the controller said. Nobody depends on it.
 */
@NullMarked
package io.landbridge.cli;

import org.jspecify.annotations.NullMarked;

package io.landbridge.northbound.shell;

import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * What a command answers.
 *
 * @param json as one of the records of REST
 * @param text prints it for people
 */
record Answer(Object json, Consumer<PrintStream> text) {}

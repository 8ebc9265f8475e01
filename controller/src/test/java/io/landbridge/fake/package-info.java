/**
 * Switches, databases and a store that keep their promises in memory: a fake switch runs the packets that it is given
 * through the flows that it was given. For tests of every module.
 */
@NullMarked
package io.landbridge.fake;

import org.jspecify.annotations.NullMarked;

/**
 * What people and programs can ask of Landbridge: the use cases that REST and console share, and what they answer with.
 */
@NullMarked
package io.landbridge.port.in;

import org.jspecify.annotations.NullMarked;

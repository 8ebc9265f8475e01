/**
 * What the admin asks for: a {@link io.landbridge.model.Fabric} and its {@link io.landbridge.model.Host}s, each valid
 * from its constructor on. Depends on nothing of ours; everything else may depend on it.
 */
@NullMarked
package io.landbridge.model;

import org.jspecify.annotations.NullMarked;

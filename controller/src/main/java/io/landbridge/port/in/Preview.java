package io.landbridge.port.in;

import com.google.common.collect.ImmutableList;
import io.landbridge.plan.Plan;

/**
 * What a change would do.
 *
 * @param changed the intent before it and after it
 * @param plans what would then change on the hosts, from a fresh reading of them; those that are not empty
 */
public record Preview(Changed changed, ImmutableList<Plan> plans) {}

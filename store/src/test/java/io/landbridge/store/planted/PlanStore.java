package io.landbridge.store.planted;

import io.landbridge.plan.Plan;

/** Breaks the store's rule on purpose, so that its test can be seen to fail. */
public final class PlanStore {
    private PlanStore() {}

    public static String print(Plan plan) {
        return plan.toString();
    }
}

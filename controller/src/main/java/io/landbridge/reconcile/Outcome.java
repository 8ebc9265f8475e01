package io.landbridge.reconcile;

/** How one attempt to bring a host to its desired state ended. */
sealed interface Outcome {

    /** The desired state was read back as the actual one. */
    record Converged() implements Outcome {}

    /** Changes were made; whether they hold is for the next reading to say. */
    record Applied(int changes) implements Outcome {}

    /** Something failed that may go well the next time. */
    record Retry(String cause) implements Outcome {}

    /** There is no such host any more, and nothing of it is remembered. */
    record Gone() implements Outcome {}

    /** Nothing can be done until the host itself changes, which will be noticed. */
    record Blocked(String reason) implements Outcome {}
}

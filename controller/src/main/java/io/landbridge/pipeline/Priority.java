package io.landbridge.pipeline;

/** How rules of one stage stand to each other: a packet takes the highest that is for it. */
enum Priority {
    /** For packets that no other rule is for. */
    MISS(0),
    /** For packets of one port or one range of addresses; no two such rules of a stage are for the same packet. */
    RULE(100);

    private final int value;

    Priority(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }
}

package io.landbridge.port.out;

/** A listener's place among those who are told. */
@FunctionalInterface
public interface Subscription {

    /** Tells the listener nothing more, but for what is under way; a second call does nothing. */
    void cancel();
}

package io.landbridge.admission;

import java.time.Duration;

/**
 * How long an {@link Admission} waits.
 *
 * @param echo for the answer of a peer that is asked whether it is alive
 * @param grace until a peer that is not in the intent, or whose host's database does not come, is closed
 * @param conflict after a claimant's last attempt, until the conflict is over; above the 8 s after which Open vSwitch
 *     dials again at the latest
 */
public record AdmissionTimes(Duration echo, Duration grace, Duration conflict) {
    /** A host that was switched off and on is back within 5 s; one that does not answer for 1 s is taken to be off. */
    public static final AdmissionTimes DEFAULT =
            new AdmissionTimes(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(30));
}

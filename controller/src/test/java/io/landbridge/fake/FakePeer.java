package io.landbridge.fake;

import io.landbridge.model.DatapathId;
import io.landbridge.model.HostId;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.Peer;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.port.out.PeerIdentity.Claim;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that claims what a test says, answers an echo unless it is dead, and notes what is decided about it. */
public final class FakePeer implements Peer {
    private final AdmissionControl control;
    private final AtomicInteger echoes = new AtomicInteger();
    private volatile PeerIdentity identity;
    private volatile Optional<PeerIdentity> admitted = Optional.empty();
    private volatile boolean isAlive = true;
    private volatile boolean isClosed;

    private FakePeer(AdmissionControl control, PeerIdentity identity) {
        this.control = control;
        this.identity = identity;
        control.claims(this, identity);
    }

    /** A database that dials in. */
    public static FakePeer database(AdmissionControl control, HostId host, String address) {
        return new FakePeer(control, new PeerIdentity.Claimed(new Claim.Database(Optional.of(host)), address, false));
    }

    /** A database that says no name. */
    public static FakePeer nameless(AdmissionControl control, String address) {
        return new FakePeer(control, new PeerIdentity.Claimed(new Claim.Database(Optional.empty()), address, false));
    }

    /** A database that the controller has dialled. */
    public static FakePeer dialled(AdmissionControl control, HostId host, String address) {
        return new FakePeer(control, new PeerIdentity.Claimed(new Claim.Database(Optional.of(host)), address, true));
    }

    /** A switch. */
    public static FakePeer datapath(AdmissionControl control, HostId host, String address) {
        return new FakePeer(control, new PeerIdentity.Claimed(new Claim.Datapath(DatapathId.of(host)), address, false));
    }

    /** Says that it is another host. */
    public void rename(HostId host) {
        identity = new PeerIdentity.Claimed(new Claim.Database(Optional.of(host)), identity.address(), false);
        admitted = Optional.empty();
        control.claims(this, identity);
    }

    /** Its power is cut: the connection stays, and nobody answers. */
    public void die() {
        isAlive = false;
    }

    @Override
    public void echo(Runnable answered) {
        echoes.incrementAndGet();
        if (isAlive && !isClosed) {
            answered.run();
        }
    }

    @Override
    public void admit(PeerIdentity as) {
        if (!isClosed) {
            admitted = Optional.of(as);
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            admitted = Optional.empty();
            control.closed(this);
        }
    }

    /** Whether it is admitted as what it claims. */
    public boolean isAdmitted() {
        return admitted.equals(Optional.of(identity));
    }

    public boolean isClosed() {
        return isClosed;
    }

    /** Whether it is there, and nothing is decided about it. */
    public boolean isWaiting() {
        return !isClosed && admitted.isEmpty();
    }

    /** How often it was asked whether it is alive. */
    public int echoes() {
        return echoes.get();
    }
}

package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.fake.Fabrics;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostRequest;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.in.ConflictException;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.UnavailableException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the use cases take, refuse and answer. */
class OverlayControllerTest extends ControllerFixture {
    @Test
    void aLeavingHostOutOfReachIsATombstoneUntilForced() throws Exception {
        controller.putHost(Fabrics.request(1));
        controller.removeHost(Fabrics.id(1), false);
        assertThat(controller.host(Fabrics.id(1)).host().isJoined()).isFalse();
        controller.removeHost(Fabrics.id(1), true);
        assertThatThrownBy(() -> controller.host(Fabrics.id(1))).isInstanceOf(NoSuchHostException.class);
    }

    @Test
    void aRefusedRequestChangesNothing() throws Exception {
        controller.putHost(Fabrics.request(1));
        var before = controller.intent();
        HostRequest outside = new HostRequest(
                Fabrics.id(2),
                Fabrics.request(2).vtep(),
                Optional.of(Ipv4Prefix.parse("172.16.0.0/16")),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> controller.putHost(outside))
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("field")
                                .containsExactly("subnet"));
        assertThat(controller.intent()).isEqualTo(before);
    }

    @Test
    void puttingTheSameHostTwiceIsPuttingItOnce() throws Exception {
        controller.putHost(Fabrics.request(1));
        long revision = controller.intent().revision();
        controller.putHost(Fabrics.request(1));
        assertThat(controller.intent().revision()).isEqualTo(revision);
    }

    @Test
    void whatCannotBeStoredIsNotDone() throws Exception {
        store.fail("disk full");
        assertThatThrownBy(() -> controller.putHost(Fabrics.request(1)))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(controller.hosts()).isEmpty();
    }

    @Test
    void withoutAReadableIntentNothingIsDoneAndItSaysWhy() {
        store.fail("line 3 is damaged");
        try (OverlayController blind = controller(NEVER)) {
            assertThatThrownBy(blind::start).isInstanceOf(IOException.class);
            assertThat(blind.missing()).singleElement().asString().contains("line 3 is damaged");
            assertThatThrownBy(() -> blind.putHost(Fabrics.request(1))).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aFabricWithHostsKeepsItsAddresses() throws Exception {
        controller.putHost(Fabrics.request(1));
        assertThatThrownBy(() -> controller.setFabric(Fabric.of(Ipv4Prefix.parse("172.16.0.0/12"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aFabricThatHoldsTheControllerIsRefused() {
        var before = controller.intent();
        assertThatThrownBy(() -> controller.setFabric(Fabric.of(Ipv4Prefix.parse("172.16.0.0/12"))))
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("field")
                                .containsExactly("cidr"));
        assertThat(controller.intent()).isEqualTo(before);
    }

    @Test
    void aHostThatListensIsDialled() throws Exception {
        Host host = controller
                .putHost(new HostRequest(
                        Fabrics.id(1),
                        Fabrics.request(1).vtep(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(OvsdbEndpoint.parse("tcp:192.168.10.163"))))
                .host();
        assertThat(databases.dialled()).containsEntry(host.id(), host.ovsdb().orElseThrow());
    }

    @Test
    void aPlanOfAHostThatIsAwaySaysThatItIsNotKnown() throws Exception {
        controller.putHost(Fabrics.request(1));
        assertThat(controller.plan(Fabrics.id(1)).unknown()).isPresent();
        assertThat(controller.plans()).hasSize(1);
    }
}

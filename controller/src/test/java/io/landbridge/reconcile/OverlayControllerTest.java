package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.fake.Fabrics;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.plan.Plan;
import io.landbridge.port.in.ConflictException;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.PreconditionFailedException;
import io.landbridge.port.in.Preview;
import io.landbridge.port.in.UnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the use cases take, refuse and answer. */
class OverlayControllerTest extends ControllerFixture {
    @Test
    void aLeavingHostOutOfReachIsATombstoneUntilForced() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), false);
        assertThat(controller.host(Fabrics.id(1)).host().isJoined()).isFalse();
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), true);
        assertThatThrownBy(() -> controller.host(Fabrics.id(1))).isInstanceOf(NoSuchHostException.class);
    }

    @Test
    void aRefusedRequestChangesNothing() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        var before = controller.intent();
        HostRequest outside = new HostRequest(
                Fabrics.id(2),
                Fabrics.request(2).vtep(),
                Optional.of(Ipv4Prefix.parse("172.16.0.0/16")),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> controller.putHost(Fabrics.ADMIN, outside))
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("field")
                                .containsExactly("subnet"));
        assertThat(controller.intent()).isEqualTo(before);
    }

    @Test
    void puttingTheSameHostTwiceIsPuttingItOnce() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        long revision = controller.intent().revision();
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(controller.intent().revision()).isEqualTo(revision);
    }

    @Test
    void whatCannotBeStoredIsNotDone() throws Exception {
        store.fail("disk full");
        assertThatThrownBy(() -> controller.putHost(Fabrics.ADMIN, Fabrics.request(1)))
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
            assertThatThrownBy(() -> blind.putHost(Fabrics.ADMIN, Fabrics.request(1)))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aFabricWithHostsKeepsItsAddresses() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThatThrownBy(() -> controller.setFabric(Fabrics.ADMIN, Fabric.of(Ipv4Prefix.parse("172.16.0.0/12"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aFabricThatHoldsTheControllerIsRefused() {
        var before = controller.intent();
        assertThatThrownBy(() -> controller.setFabric(Fabrics.ADMIN, Fabric.of(Ipv4Prefix.parse("172.16.0.0/12"))))
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
                .putHost(
                        Fabrics.ADMIN,
                        new HostRequest(
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
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(controller.plan(Fabrics.id(1)).unknown()).isPresent();
        assertThat(controller.plans()).hasSize(1);
    }

    @Test
    void aPreviewIsTheChangeWithoutMakingIt() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        Intent before = controller.intent();
        IntentChange<RuntimeException> change = IntentChange.putHost(Fabrics.request(2));
        Preview preview = controller.preview(change);
        assertThat(controller.intent()).isEqualTo(before);
        assertThat(preview.plans()).extracting(Plan::host).containsExactly(Fabrics.id(1), Fabrics.id(2));
        assertThat(controller.change(Fabrics.ADMIN, change)).isEqualTo(preview.changed());
    }

    @Test
    void whatAChangeIsRefusedForItsPreviewIsRefusedForToo() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThatThrownBy(
                        () -> controller.preview(IntentChange.setFabric(Fabric.of(Ipv4Prefix.parse("100.64.0.0/10")))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> controller.preview(IntentChange.removeHost(Fabrics.id(2), false)))
                .isInstanceOf(NoSuchHostException.class);
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), true);
        assertThatThrownBy(
                        () -> controller.preview(IntentChange.setFabric(Fabric.of(Ipv4Prefix.parse("172.16.0.0/12")))))
                .isInstanceOf(InvalidIntentException.class)
                .hasMessageContaining("the controller's own address");
    }

    @Test
    void aChangeThatExpectsAnotherIntentChangesNothing() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        Intent before = controller.intent();
        assertThatThrownBy(() -> controller.change(
                        Fabrics.ADMIN, IntentChange.putHost(Fabrics.request(2)).onlyIf(Intent.EMPTY::equals)))
                .isInstanceOf(PreconditionFailedException.class);
        assertThat(controller.intent()).isEqualTo(before);
        controller.change(
                Fabrics.ADMIN, IntentChange.putHost(Fabrics.request(2)).onlyIf(before::equals));
        assertThat(controller.intent().hosts()).containsKey(Fabrics.id(2));
    }

    @Test
    void ofConcurrentChangesThatExpectTheSameIntentOneIsMade() throws Exception {
        Intent before = controller.intent();
        List<Callable<Boolean>> changes = IntStream.rangeClosed(1, 8)
                .<Callable<Boolean>>mapToObj(number -> () -> {
                    try {
                        controller.change(
                                Fabrics.ADMIN,
                                IntentChange.putHost(Fabrics.request(number)).onlyIf(before::equals));
                        return true;
                    } catch (PreconditionFailedException late) {
                        return false;
                    }
                })
                .toList();
        ExecutorService clients = Executors.newFixedThreadPool(changes.size());
        try {
            int made = 0;
            for (Future<Boolean> answer : clients.invokeAll(changes)) {
                made += answer.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        } finally {
            clients.shutdown();
        }
        assertThat(controller.intent().hosts()).hasSize(1);
    }

    @Test
    void everythingReplacedIsOneRevisionAndTheSameAgainNone() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        Intent before = controller.intent();
        Fabric fabric = Fabric.of(Fabric.DEFAULT_CIDR);
        var change = IntentChange.replaceAll(fabric, List.of(Fabrics.request(2), Fabrics.request(3)));
        Intent after = controller.change(Fabrics.ADMIN, change).after();
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
        assertThat(after.joinedHosts()).extracting(Host::id).containsExactly(Fabrics.id(2), Fabrics.id(3));
        assertThat(controller.change(Fabrics.ADMIN, change).after()).isSameAs(after);
    }
}

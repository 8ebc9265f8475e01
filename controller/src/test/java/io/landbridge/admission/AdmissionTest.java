package io.landbridge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakePeer;
import io.landbridge.fake.FakeTimer;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.port.out.RefusedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is taken for a host, and who is not. The VTEP of docker01 is 192.168.10.163. */
class AdmissionTest {
    private static final HostId DOCKER01 = Fabrics.id(1);
    private static final HostId DOCKER02 = Fabrics.id(2);
    private static final HostId DOCKER03 = Fabrics.id(3);
    private static final String VTEP = "192.168.10.163";
    private static final String HERE = "198.51.100.1";
    private static final String THERE = "198.51.100.2";
    private static final AdmissionTimes TIMES = AdmissionTimes.DEFAULT;

    private final FakeTimer timer = new FakeTimer();
    private final List<Conflict> began = new ArrayList<>();
    private final List<HostId> changed = new ArrayList<>();
    private final List<RefusedPeer> refused = new ArrayList<>();
    private final Admission admission = new Admission(TIMES, timer, new Admission.Listener() {
        @Override
        public void conflictBegan(Conflict conflict) {
            began.add(conflict);
        }

        @Override
        public void conflictChanged(HostId host) {
            changed.add(host);
        }

        @Override
        public void refused(RefusedPeer peer) {
            refused.add(peer);
        }
    });

    @BeforeEach
    void twoHosts() {
        admission.hosts(Fabrics.ofHosts(2).hosts());
    }

    @Nested
    class OfOneMachine {
        @Test
        void aHostOfTheIntentIsAdmittedOnBothChannels() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            timer.pass(TIMES.grace());
            assertThat(database.isAdmitted()).isTrue();
            assertThat(datapath.isAdmitted()).isTrue();
            assertNoConflict();
        }

        @Test
        void aSwitchThatIsThereBeforeItsDatabaseIsHeldAndThenAdmitted() {
            FakePeer datapath = datapath(DOCKER01, HERE);
            assertThat(datapath.isWaiting()).isTrue();
            database(DOCKER01, HERE);
            assertThat(datapath.isAdmitted()).isTrue();
        }

        @Test
        void aSwitchWhoseDatabaseDoesNotComeIsClosedWithoutAWord() {
            FakePeer datapath = datapath(DOCKER01, HERE);
            timer.pass(TIMES.grace());
            assertThat(datapath.isClosed()).isTrue();
            assertThat(refused).isEmpty();
        }

        @Test
        void aSwitchStaysWhileItsDatabaseIsAway() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            database.close();
            timer.pass(TIMES.grace().multipliedBy(2));
            assertThat(datapath.isAdmitted()).isTrue();
            assertThat(database(DOCKER01, HERE).isAdmitted()).isTrue();
            assertThat(datapath.echoes()).isZero();
        }

        @Test
        void afterAPowerCutTheNewConnectionsTakeOverAtOnce() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            database.die();
            datapath.die();
            FakePeer newDatapath = datapath(DOCKER01, HERE);
            FakePeer newDatabase = database(DOCKER01, HERE);
            assertThat(newDatabase.isAdmitted()).isTrue();
            assertThat(newDatapath.isAdmitted()).isTrue();
            assertThat(database.isClosed()).isTrue();
            assertThat(datapath.isClosed()).isTrue();
            assertNoConflict();
        }

        @Test
        void afterAPowerCutAnotherAddressTakesOverOnceNobodyHasAnswered() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            database.die();
            datapath.die();
            FakePeer newDatapath = datapath(DOCKER01, THERE);
            FakePeer newDatabase = database(DOCKER01, THERE);
            assertThat(newDatabase.isWaiting()).isTrue();
            timer.pass(TIMES.echo());
            assertThat(newDatabase.isAdmitted()).isTrue();
            assertThat(newDatapath.isAdmitted()).isTrue();
            assertThat(database.isClosed()).isTrue();
            assertThat(datapath.isClosed()).isTrue();
            assertNoConflict();
        }

        @Test
        void itsSwitchMayComeFromItsVtepThoughItsDatabaseDoesNot() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, VTEP);
            assertThat(datapath.isAdmitted()).isTrue();
            database.close();
            assertThat(database(DOCKER01, HERE).isAdmitted()).isTrue();
            assertThat(datapath.isAdmitted()).isTrue();
            assertNoConflict();
        }

        @Test
        void whoTakesAnotherNameIsNoLongerWhoItWas() {
            FakePeer database = database(DOCKER01, HERE);
            database.rename(DOCKER02);
            assertThat(database.isAdmitted()).isTrue();
            assertThat(database(DOCKER01, THERE).isAdmitted()).isTrue();
            assertNoConflict();
        }
    }

    @Nested
    class OfTwoMachines {
        @Test
        void theOlderStaysOnBothChannelsWhileItAnswers() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            FakePeer otherDatabase = database(DOCKER01, THERE);
            FakePeer otherDatapath = datapath(DOCKER01, THERE);
            assertThat(database.isAdmitted()).isTrue();
            assertThat(datapath.isAdmitted()).isTrue();
            assertThat(otherDatabase.isClosed()).isTrue();
            assertThat(otherDatapath.isClosed()).isTrue();
            assertThat(admission.conflict(DOCKER01)).contains(new Conflict(DOCKER01, HERE, THERE));
            assertThat(began).containsExactly(new Conflict(DOCKER01, HERE, THERE));
        }

        @Test
        void aSwitchThatIsNotWhereItsDatabaseIsIsRefused() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer otherDatapath = datapath(DOCKER01, THERE);
            assertThat(otherDatapath.isClosed()).isTrue();
            assertThat(database.isAdmitted()).isTrue();
            assertThat(admission.conflict(DOCKER01)).isPresent();
        }

        @Test
        void aDatabaseThatIsNotWhereTheLivingSwitchIsIsRefused() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            database.close();
            FakePeer otherDatabase = database(DOCKER01, THERE);
            assertThat(otherDatabase.isClosed()).isTrue();
            assertThat(datapath.isAdmitted()).isTrue();
            assertThat(database(DOCKER01, HERE).isAdmitted()).isTrue();
        }

        @Test
        void oneChannelThatAnswersKeepsBoth() {
            FakePeer database = database(DOCKER01, HERE);
            datapath(DOCKER01, HERE);
            database.die();
            FakePeer otherDatabase = database(DOCKER01, THERE);
            timer.pass(TIMES.echo());
            assertThat(otherDatabase.isClosed()).isTrue();
        }

        @Test
        void whoDialsAgainAndAgainIsOneConflictThatEndsSomeTimeAfterTheLastAttempt() {
            database(DOCKER01, HERE);
            for (int attempt = 0; attempt < 20; attempt++) {
                assertThat(database(DOCKER01, THERE).isClosed()).isTrue();
                timer.pass(Duration.ofSeconds(8));
            }
            assertThat(admission.conflict(DOCKER01)).isPresent();
            assertThat(began).hasSize(1);
            assertThat(changed).hasSize(1);
            timer.pass(TIMES.conflict());
            assertThat(admission.conflict(DOCKER01)).isEmpty();
            assertThat(changed).hasSize(2);
        }

        @Test
        void theConflictEndsWhenTheOlderGoesAndTheOtherIsTaken() {
            FakePeer database = database(DOCKER01, HERE);
            database(DOCKER01, THERE);
            database.close();
            assertThat(database(DOCKER01, THERE).isAdmitted()).isTrue();
            assertThat(admission.conflict(DOCKER01)).isEmpty();
        }

        @Test
        void theMachineAtTheVtepIsTakenHoweverLateItComes() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            FakePeer realDatabase = database(DOCKER01, VTEP);
            FakePeer realDatapath = datapath(DOCKER01, VTEP);
            assertThat(database.isClosed()).isTrue();
            assertThat(datapath.isClosed()).isTrue();
            assertThat(realDatabase.isAdmitted()).isTrue();
            assertThat(realDatapath.isAdmitted()).isTrue();
            assertThat(database(DOCKER01, HERE).isClosed()).isTrue();
            assertThat(admission.conflict(DOCKER01)).contains(new Conflict(DOCKER01, VTEP, HERE));
        }

        @Test
        void theMachineAtTheVtepIsTakenWhicheverChannelItComesOnFirst() {
            FakePeer database = database(DOCKER01, HERE);
            FakePeer datapath = datapath(DOCKER01, HERE);
            FakePeer realDatapath = datapath(DOCKER01, VTEP);
            FakePeer realDatabase = database(DOCKER01, VTEP);
            assertThat(database.isClosed()).isTrue();
            assertThat(datapath.isClosed()).isTrue();
            assertThat(realDatabase.isAdmitted()).isTrue();
            assertThat(realDatapath.isAdmitted()).isTrue();
        }

        @Test
        void evenTheVtepsMachineGoesOnceItDoesNotAnswer() {
            FakePeer database = database(DOCKER01, VTEP);
            database.die();
            FakePeer moved = database(DOCKER01, HERE);
            timer.pass(TIMES.echo());
            assertThat(moved.isAdmitted()).isTrue();
        }

        @Test
        void whoWasDialledWhereTheAdminSaidBeatsWhoDialsIn() {
            FakePeer dialsIn = database(DOCKER01, VTEP);
            FakePeer dialled = FakePeer.dialled(admission, DOCKER01, HERE);
            assertThat(dialsIn.isClosed()).isTrue();
            assertThat(dialled.isAdmitted()).isTrue();
            assertThat(database(DOCKER01, VTEP).isClosed()).isTrue();
            assertThat(dialled.isAdmitted()).isTrue();
        }

        @Test
        void aMachineThatIsDialledAndDialsInIsNoConflict() {
            FakePeer dialled = FakePeer.dialled(admission, DOCKER01, HERE);
            assertThat(database(DOCKER01, HERE).isClosed()).isTrue();
            assertThat(dialled.isAdmitted()).isTrue();
            assertNoConflict();
        }

        @Test
        void aHostThatIsRemovedIsInNoConflictAnyMore() {
            database(DOCKER02, HERE);
            database(DOCKER02, THERE);
            assertThat(admission.conflict(DOCKER02)).isPresent();
            admission.hosts(Fabrics.ofHosts(1).hosts());
            assertThat(admission.conflict(DOCKER02)).isEmpty();
        }
    }

    @Nested
    class OfStrangers {
        @Test
        void whoIsNotInTheIntentIsClosedAfterTheGraceTimeAndNamed() {
            FakePeer stranger = database(DOCKER03, THERE);
            timer.pass(TIMES.grace().minusMillis(1));
            assertThat(stranger.isWaiting()).isTrue();
            timer.pass(Duration.ofMillis(1));
            assertThat(stranger.isClosed()).isTrue();
            assertThat(refused).singleElement().satisfies(peer -> {
                assertThat(peer.address()).isEqualTo(THERE);
                assertThat(peer.reason()).contains("docker03, which is not in the fabric", "landbridge-host join");
            });
        }

        @Test
        void whoHasNoNameAndWhoseSwitchIsUnknownToo() {
            FakePeer nameless = FakePeer.nameless(admission, HERE);
            FakePeer datapath = datapath(DOCKER03, THERE);
            timer.pass(TIMES.grace());
            assertThat(nameless.isClosed()).isTrue();
            assertThat(datapath.isClosed()).isTrue();
            assertThat(refused)
                    .extracting(RefusedPeer::reason)
                    .satisfiesExactly(
                            reason -> assertThat(reason).contains("no host id"),
                            reason -> assertThat(reason).contains("datapath id"));
        }

        @Test
        void whoIsAddedInTheMeantimeIsAdmittedAtOnce() {
            FakePeer datapath = datapath(DOCKER03, THERE);
            FakePeer database = database(DOCKER03, THERE);
            admission.hosts(Fabrics.ofHosts(3).hosts());
            assertThat(database.isAdmitted()).isTrue();
            assertThat(datapath.isAdmitted()).isTrue();
            timer.pass(TIMES.grace());
            assertThat(database.isAdmitted()).isTrue();
            assertThat(refused).isEmpty();
        }

        @Test
        void aHostThatHasLeftIsClosedAfterTheGraceTime() {
            FakePeer database = database(DOCKER02, HERE);
            timer.pass(Duration.ofHours(1));
            admission.hosts(Fabrics.ofHosts(1).hosts());
            assertThat(database.isClosed()).isFalse();
            timer.pass(TIMES.grace());
            assertThat(database.isClosed()).isTrue();
            assertThat(refused).hasSize(1);
        }

        @Test
        void aHostThatIsOnItsWayOutIsStillAHost() {
            FakePeer database = database(DOCKER02, HERE);
            admission.hosts(withLeaving(Fabrics.ofHosts(2), DOCKER02).hosts());
            timer.pass(TIMES.grace().multipliedBy(2));
            assertThat(database.isAdmitted()).isTrue();
        }

        @Test
        void nothingIsRememberedOfWhoIsGone() {
            FakePeer stranger = database(DOCKER03, THERE);
            stranger.close();
            timer.pass(TIMES.grace());
            assertThat(refused).isEmpty();
        }
    }

    private static Intent withLeaving(Intent intent, HostId id) {
        return intent.with(intent.host(id).orElseThrow().leaving());
    }

    private FakePeer database(HostId host, String address) {
        return FakePeer.database(admission, host, address);
    }

    private FakePeer datapath(HostId host, String address) {
        return FakePeer.datapath(admission, host, address);
    }

    private void assertNoConflict() {
        assertThat(admission.conflict(DOCKER01)).isEmpty();
        assertThat(began).isEmpty();
    }
}

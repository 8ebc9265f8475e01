package io.landbridge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.flow.Action.Output;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.Port;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Vni;
import org.junit.jupiter.api.Test;

class StageTest {
    private static final Cookie COOKIE = Cookie.of(9, 1, 1);
    private static final Ipv4Address ADDRESS = Ipv4Address.parse("10.1.0.2");

    @Test
    void aRuleMayMatchOnlyWhatItsStageMatches() {
        var draft =
                Stage.ROUTING.because("test").when(Field.IPV4_SRC.is(ADDRESS)).then(new Output(Port.LOCAL));
        assertThatThrownBy(() -> draft.withCookie(COOKIE)).hasMessageContaining("Routing may not match IPV4_SRC");
    }

    @Test
    void aRuleMayWriteOnlyWhatItsStageWrites() {
        var draft = Stage.DELIVERY.because("test").then(Field.TUNNEL_ID.set(new Vni(1)));
        assertThatThrownBy(() -> draft.withCookie(COOKIE)).hasMessageContaining("Delivery may not write TUNNEL_ID");
    }

    @Test
    void aRuleMayLeadOnlyWhereItsStageLeads() {
        var draft = Stage.PEER_GUARD.because("test").then(Stage.ROUTING.next());
        assertThatThrownBy(() -> draft.withCookie(COOKIE)).hasMessageContaining("PeerGuard may not lead to");
    }

    @Test
    void aGuardSendsNothingOut() {
        var draft = Stage.SOURCE_GUARD.because("test").then(new Output(Port.LOCAL));
        assertThatThrownBy(() -> draft.withCookie(COOKIE)).hasMessageContaining("SourceGuard may not do");
    }

    @Test
    void noStageLeadsBack() {
        for (Stage stage : Stage.values()) {
            assertThat(stage.leadsTo()).allSatisfy(next -> assertThat(next).isGreaterThan(stage));
        }
    }
}

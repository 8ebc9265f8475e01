package io.landbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final Ipv4Prefix PREFIX = Ipv4Prefix.parse("10.2.0.0/16");

    @Test
    void aFieldBringsItsPrerequisite() {
        assertThat(Match.of(Field.ARP_TPA.in(PREFIX))).hasToString("arp,arp_tpa=10.2.0.0/16");
        assertThat(Match.of(Field.IPV4_DST.in(PREFIX))).hasToString("ip,nw_dst=10.2.0.0/16");
        assertThat(Match.ALL).hasToString("*");
    }

    @Test
    void fieldsOfDifferentEthernetTypesDoNotMix() {
        assertThatThrownBy(() -> Match.of(Field.ARP_TPA.in(PREFIX), Field.IPV4_DST.in(PREFIX)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFieldIsMatchedOnce() {
        assertThatThrownBy(() -> Match.of(Field.IPV4_DST.in(PREFIX), Field.IPV4_DST.in(PREFIX)))
                .hasMessageContaining("matched twice");
    }

    @Test
    void aValueOutsideItsMaskIsRefused() {
        assertThatThrownBy(() -> new FieldMatch(Field.IPV4_DST, 3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FieldMatch(Field.ETH_TYPE, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Field.ETH_TYPE.is(0x10000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFlowLeadsForwardAndEndsThere() {
        FlowKey key = new FlowKey(2, 1, Match.ALL);
        assertThatThrownBy(() -> new Flow(key, Cookie.of(1, 1, 1), ImmutableList.of(new Action.GotoTable(2))))
                .hasMessageContaining("later table");
        assertThatThrownBy(() -> new Flow(
                        key,
                        Cookie.of(1, 1, 1),
                        ImmutableList.of(new Action.GotoTable(3), new Action.Output(Port.LOCAL))))
                .hasMessageContaining("last");
    }

    @Test
    void aCookieSaysWhoseFlowItIsAndWhatItIsAbout() {
        Cookie cookie = Cookie.of(2, 1, Ipv4Address.parse("10.2.0.0").bits());
        assertThat(cookie).hasToString("0x4c4202010a020000");
        assertThat(cookie.feature()).isEqualTo(2);
        assertThat(cookie.version()).isEqualTo(1);
        assertThat(new Ipv4Address(cookie.object())).hasToString("10.2.0.0");
        assertThat(cookie.isOurs()).isTrue();
        assertThat(new Cookie(0).isOurs()).isFalse();
        assertThat(CookieFilter.exactly(cookie).matches(cookie)).isTrue();
        assertThat(CookieFilter.exactly(cookie).matches(Cookie.of(2, 1, 7))).isFalse();
    }
}

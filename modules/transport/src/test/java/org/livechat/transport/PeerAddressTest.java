package org.livechat.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.livechat.api.transport.PeerAddress;

class PeerAddressTest {
    private final PeerAddresses known = new PeerAddresses();

    @Test
    void an_address_from_the_wire_equals_the_same_one_in_java() {
        for (String ip : new String[] {"127.0.0.1", "203.0.113.200", "::1", "2001:db8::ffff:1"}) {
            var address = address(ip, 54321);
            var made = PeerAddress.of(address);
            var found = known.find(made.high(), made.low(), made.port(), made.scope());
            assertThat(found).isEqualTo(made).hasSameHashCodeAs(made).hasToString(made.toString());
            assertThat(found.toSocketAddress()).isEqualTo(address);
            assertThat(known.find(address)).isSameAs(found);
        }
    }

    @Test
    void another_port_is_another_address() {
        var one = PeerAddress.of(address("127.0.0.1", 1));
        assertThat(one).isNotEqualTo(PeerAddress.of(address("127.0.0.1", 2)));
    }

    @Test
    void a_million_strangers_leave_no_more_behind_than_the_cache_holds() {
        var friend = PeerAddress.of(address("127.0.0.1", 5));
        for (int i = 0; i < 1_000_000; i++) {
            known.find(0, PeerAddress.mapped(0x0A000000 + i), i & 0xFFFF, 0);
        }
        assertThat(known.find(friend.high(), friend.low(), friend.port(), 0)).isEqualTo(friend);
        assertThat(known.size()).isLessThanOrEqualTo(1 << 15);
    }

    @Test
    void an_unresolved_address_is_refused() {
        assertThatThrownBy(() -> PeerAddress.of(InetSocketAddress.createUnresolved("nowhere.invalid", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.invalid");
    }

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }
}

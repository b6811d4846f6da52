package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Clients of IPv4 and of IPv6 meet in one channel, through one port and an address for each. */
class AddressesTest {
    private static final InetAddress IPV4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");
    private static final OfferedTrack AUDIO = OfferedTrack.both("0", MediaKind.AUDIO);

    @ParameterizedTest
    @ValueSource(strings = {"::", "0.0.0.0"})
    void each_hears_the_other(String wildcard) throws Exception {
        try (var relay = relay(wildcard)) {
            var four = relay.member("four", IPV4, AUDIO);
            var six = relay.member("six", IPV6, AUDIO);
            assertThat(four.peer().localAddress().getAddress()).isEqualTo(IPV4);
            assertThat(six.peer().localAddress().getAddress()).isEqualTo(IPV6);

            relay.heard(four);
            assertThat(TestMember.isVoiceOf(six.hear(four), four)).isTrue();
            relay.heard(six);
            assertThat(TestMember.isVoiceOf(four.hear(six), six)).isTrue();
        }
    }

    @Test
    void each_advertised_address_is_a_candidate_with_a_priority_of_its_own() throws Exception {
        try (var relay = relay("::");
                var member = new TestMember("alice")) {
            var answer =
                    relay.open("alice", member.peer().offer(List.of(AUDIO))).sdpAnswer();
            var candidates = answer.lines()
                    .filter(line -> line.startsWith("a=candidate:"))
                    .map(line -> line.split(" ", -1))
                    .toList();

            assertThat(candidates)
                    .extracting(words -> words[2] + " " + words[4])
                    .containsExactly("udp 127.0.0.1", "udp 0:0:0:0:0:0:0:1", "tcp 127.0.0.1", "tcp 0:0:0:0:0:0:0:1");
            assertThat(candidates)
                    .extracting(words -> words[5])
                    .containsOnly(Integer.toString(relay.address().getPort()));
            assertThat(candidates)
                    .extracting(words -> Long.parseLong(words[3]))
                    .isSortedAccordingTo(Comparator.reverseOrder())
                    .doesNotHaveDuplicates();
            assertThat(answer).contains("a=end-of-candidates");
        }
    }

    private static TestRelay relay(String wildcard) throws Exception {
        return new TestRelay(
                ChannelMode.PTT,
                RelayUnderTest.settings(TestRelay.CONSENT, InetAddress.ofLiteral(wildcard), List.of(IPV4, IPV6)));
    }
}

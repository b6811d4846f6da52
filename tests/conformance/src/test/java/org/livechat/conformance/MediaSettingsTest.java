package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys of the configuration do to media. */
class MediaSettingsTest {
    private static final InetAddress IPV6_LOOPBACK = InetAddress.ofLiteral("::1");
    private static final int FRAME_MILLIS = 20;
    private static final int SECOND_TALKER = 1_000_000;

    @Test
    void a_server_that_listens_on_an_ipv6_address_says_so_and_people_talk_there() throws Exception {
        Assumptions.assumeTrue(NetworkInterface.getByInetAddress(IPV6_LOOPBACK) != null, "this machine has no IPv6");
        try (WholeServer server = new WholeServer(Map.of("media.host", "::1"))) {
            TestClient ann = server.identified("ann");
            try (Voice talker = Voice.join(ann, "CH_0001", IPV6_LOOPBACK);
                    Voice listener = Voice.join(server.identified("ben"), "CH_0001", IPV6_LOOPBACK)) {
                assertThat(talker.answer().lines().filter(line -> line.startsWith("a=candidate:")))
                        .hasSize(2)
                        .allSatisfy(line -> assertThat(line.split(" ", -1)[4]).isEqualTo("0:0:0:0:0:0:0:1"));
                ann.send("{'op':30,'d':{'channel_id':'CH_0001'}}");
                ann.await(50);
                Integer heard = null;
                for (int frame = 0; frame < 500 && heard == null; frame++) {
                    talker.speak();
                    heard = listener.heard.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
                }
                assertThat(heard).as("a frame of ann at ben").isNotNull();
            }
        }
    }

    @Test
    void who_takes_no_connections_names_none_in_its_answers() throws Exception {
        try (WholeServer server = new WholeServer(Map.of("media.tcp", "false"));
                Voice ann = Voice.join(server.identified("ann"), "CH_0001", InetAddress.getLoopbackAddress())) {
            assertThat(ann.answer().lines().filter(line -> line.startsWith("a=candidate:")))
                    .singleElement()
                    .satisfies(line -> assertThat(line.split(" ", -1)[2]).isEqualTo("udp"));
        }
    }

    @Test
    void a_number_that_somebody_has_for_tcp_is_said() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> new WholeServer(Map.of("media.port", port)))
                    .hasMessageContaining(
                            "cannot listen on TCP 127.0.0.1:" + port + ": Address already in use; media.host"
                                    + " and media.port (--udp-port) say where, and media.tcp: false does without");
            new WholeServer(Map.of("media.port", port, "media.tcp", "false")).close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_conference_forwards_as_many_voices_as_are_configured(int loudest) throws Exception {
        var settings = Map.of("media.loudest_speakers", Integer.toString(loudest));
        try (WholeServer server = new WholeServer(settings);
                Voice ann = Voice.joinConference(server.identified("ann"), "CH_0004");
                Voice ben = Voice.joinConference(server.identified("ben"), "CH_0004");
                Voice cleo = Voice.joinConference(server.identified("cleo"), "CH_0004")) {
            ben.countFrom(SECOND_TALKER);
            Set<Boolean> heardBen = new TreeSet<>();
            int heard = 0;
            for (int frame = 0; frame < 1000 && heard < 100; frame++) {
                ann.speak();
                ben.speak();
                Integer number = cleo.heard.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
                if (number != null) {
                    heard++;
                    heardBen.add(number >= SECOND_TALKER);
                }
            }
            assertThat(heard).as("frames that cleo heard").isEqualTo(100);
            assertThat(heardBen).as("talkers that cleo heard").hasSize(loudest);
        }
    }
}

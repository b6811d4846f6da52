package org.livechat.libwebrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.protocol.ServerMessage;

/** libwebrtc to libwebrtc through the server. */
class LibwebrtcPeersTest {
    private static final int HIS = 440;
    private static final int HERS = 660;
    private static final double CLEARLY_DECIBELS = 20;

    private LocalServer server;
    private LibwebrtcPerson adam;
    private LibwebrtcPerson berta;
    private LibwebrtcPerson listener;

    @BeforeEach
    void enter() {
        server = LocalServer.start();
        adam = LibwebrtcPerson.talker(server, "Adam", LocalServer.PTT_CHANNEL, HIS);
        berta = LibwebrtcPerson.talker(server, "Berta", LocalServer.PTT_CHANNEL, HERS);
        listener = LibwebrtcPerson.listener(server, "Carl", LocalServer.PTT_CHANNEL);
    }

    @AfterEach
    void leave() {
        for (var person : new LibwebrtcPerson[] {adam, berta, listener}) {
            if (person != null) {
                person.close();
            }
        }
        server.close();
    }

    @Test
    void the_talker_is_heard_and_then_the_next_one_without_a_new_negotiation() throws InterruptedException {
        adam.talk();
        listener.waitUntilHears(HIS);
        listener.listenAnew();
        assertThat(listener.decibels(HIS)).isGreaterThan(listener.decibels(HERS) + CLEARLY_DECIBELS);

        adam.letGo();
        berta.talk();
        listener.waitUntilHears(HERS);
        listener.waitUntilQuiet(HIS);
        assertThat(listener.wasTold(ServerMessage.FloorRevoke.class))
                .as("whether who only listens has sent anything")
                .isFalse();
    }

    @Test
    void who_speaks_without_the_floor_is_not_heard() throws InterruptedException {
        adam.talk();
        listener.waitUntilHears(HIS);

        berta.speak();
        listener.listenAnew();
        listener.listenAnew();
        assertThat(listener.hears(HERS)).isFalse();
        assertThat(listener.hears(HIS)).isTrue();

        berta.letGo();
        adam.letGo();
        listener.awaitTold(ServerMessage.FloorIdle.class);
        listener.waitUntilQuiet(HIS);
    }
}

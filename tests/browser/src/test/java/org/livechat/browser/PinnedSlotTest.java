package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What livechat.js says of a receive slot of a conference, of which each request says all. */
class PinnedSlotTest {
    private RunningServer server;
    private BrowserPerson ann;

    @BeforeEach
    void enter() throws Exception {
        server = RunningServer.start();
        ann = BrowserPerson.start("Ann", Tone.A4, SolidColour.RED);
        ann.open(server.consoleLink());
        ann.run("window.TOKEN = arguments[0]", RunningServer.SECRET);
        ann.await("""
                {
                  const { LivechatClient } = await import('/livechat.js');
                  const client = new LivechatClient({ user: 'Ann', token: TOKEN });
                  await client.connect();
                  window.channel = await client.join('CH_0004');
                  await channel.useMicrophone();
                  while (channel.mediaState !== 'connected' || !channel.slots.some((slot) => slot.kind === 'video')) {
                    await new Promise((resolve) => setTimeout(resolve, 20));
                  }
                  window.slot = channel.slots.find((one) => one.kind === 'video').mid;
                  window.said = [];
                  const send = WebSocket.prototype.send;
                  WebSocket.prototype.send = function (text) {
                    const { op, d } = JSON.parse(text);
                    if (d?.mid === slot) {
                      said.push([d.user_id ?? 'nobody', d.height ?? 0]);
                    }
                    return send.call(this, text);
                  };
                }""");
    }

    @AfterEach
    void leave() throws Exception {
        ann.close();
        server.close();
    }

    /** The tile is laid out anew while the request is under way. */
    @Test
    void a_pin_that_is_under_way_is_not_taken_back_by_how_high_the_slot_is_shown() {
        ann.await("""
                {
                  const pinned = channel.pin(slot, 'Ben');
                  channel.showAt(slot, 123);
                  await pinned;
                }""");
        assertThat(ann.run("return said")).isEqualTo(List.of(List.of("Ben", 0L), List.of("Ben", 123L)));
        assertThat(ann.run("return channel.slots.find((one) => one.mid === slot).pin"))
                .isEqualTo("Ben");
    }

    @Test
    void a_pin_that_is_refused_is_none() {
        Object refused = ann.runUntilDone("""
                const done = arguments[arguments.length - 1];
                channel.pin(slot, 'x'.repeat(1000)).then(() => done('taken'), (error) => done(error.message))""");
        assertThat(refused).isNotEqualTo("taken");
        assertThat(ann.run("return channel.slots.find((one) => one.mid === slot).pin"))
                .isNull();
        ann.run("channel.showAt(slot, 321)");
        assertThat(ann.run("return said.at(-1)")).isEqualTo(List.of("nobody", 321L));
    }
}

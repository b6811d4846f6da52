package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.rtc.codec.BuiltInCodecs;

/** Codecs that are replaced while people talk. */
class CodecReplacementTest {
    private static final OfferedTrack VOICE = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final int COLLECTIONS = 100;
    private static final long WAIT_MILLIS = 100;

    private final ReferenceQueue<CodecProvider> collected = new ReferenceQueue<>();

    @Test
    void a_codec_is_let_go_when_the_last_who_negotiated_it_is_closed() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var before = useNewCodec(relay);
            var ann = join(relay, "ann");
            var ben = join(relay, "ben");
            relay.heard(ann);
            ben.hear(ann);

            var after = useNewCodec(relay);
            var cleo = join(relay, "cleo");
            var dan = join(relay, "dan");
            relay.heard(ann);
            cleo.hear(ann);
            relay.heard(cleo);
            ben.hear(cleo);
            assertThat(before.refersTo(null))
                    .as("gone while ann and ben use it")
                    .isFalse();

            relay.plane().close(ann.endpointId());
            relay.plane().close(ben.endpointId());

            awaitCollected(before);
            assertThat(after.refersTo(null)).as("gone while cleo uses it").isFalse();
            dan.hear(cleo);
        }
    }

    @Test
    void a_codec_is_let_go_when_all_who_negotiated_it_have_negotiated_again() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var before = useNewCodec(relay);
            var ann = join(relay, "ann");
            var ben = join(relay, "ben");
            relay.heard(ann);
            ben.hear(ann);

            useNewCodec(relay);
            renegotiate(relay, ann);
            ben.hear(ann);
            assertThat(before.refersTo(null)).as("gone while ben uses it").isFalse();
            renegotiate(relay, ben);

            awaitCollected(before);
            ben.hear(ann);
            relay.heard(ben);
            ann.hear(ben);
        }
    }

    @Test
    void the_built_in_codecs_are_there_whatever_plug_ins_provide() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            useNewCodec(relay);
            relay.plane().useCodecs(BuiltInCodecs.all());

            assertThatThrownBy(() -> join(relay, "ann")).isInstanceOf(RequestRefused.class);
            var ben = relay.member("ben", VOICE);
            var cleo = relay.member("cleo", VOICE);
            relay.heard(ben);
            cleo.hear(ben);
        }
    }

    // Nothing but the plane knows the codec.
    private WeakReference<CodecProvider> useNewCodec(TestRelay relay) {
        CodecProvider codec = new PulseCodec();
        relay.plane()
                .useCodecs(Stream.concat(BuiltInCodecs.all().stream(), Stream.of(codec))
                        .toList());
        return new WeakReference<>(codec, collected);
    }

    private static TestMember join(TestRelay relay, String userId) throws Exception {
        var member = relay.join(userId, PulseCodec::instead, UnaryOperator.identity(), VOICE);
        member.awaitConnected();
        return member;
    }

    private static void renegotiate(TestRelay relay, TestMember member) {
        String offer = PulseCodec.instead(member.peer().offer(List.of(VOICE)));
        member.peer().answer(relay.plane().renegotiate(member.endpointId(), offer));
    }

    private void awaitCollected(WeakReference<CodecProvider> codec) throws InterruptedException {
        for (int i = 0; i < COLLECTIONS && !codec.refersTo(null); i++) {
            System.gc();
            collected.remove(WAIT_MILLIS);
        }
        assertThat(codec.refersTo(null)).as("the codec is gone").isTrue();
    }
}

package org.livechat.media.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.MediaKind;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.format.Codec;
import org.livechat.media.format.CodecSet;
import org.livechat.media.format.ExtensionIds;
import org.livechat.media.format.FormatTable;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.peer.Peer;
import org.livechat.media.port.UnpluggedPort;
import org.livechat.rtc.codec.BuiltInCodecs;

/** Who has a history when there are more streams than one worker has histories for. */
class SharesTest {
    private static final int SEQUENCE = 7;
    private static final Codec VP8 = vp8();
    private static final long NOW = TimeUnit.SECONDS.toNanos(100);

    private final Agenda agenda = new Agenda(new SilentPort());
    private final Defects defects = new Defects(new MediaCounters());
    private final Histories histories = new Histories(agenda);

    private static final class SilentPort extends UnpluggedPort {
        @Override
        public int receive(DatagramHandler handler, int limit) {
            return 0;
        }

        @Override
        public void commit(int length, PeerAddress destination) {
            throw new AssertionError("nothing is sent here");
        }
    }

    private static Codec vp8() {
        var codecs = new CodecSet(BuiltInCodecs.all(), new FormatTable());
        return codecs.providers().stream()
                .filter(provider -> provider.name().equals("VP8"))
                .map(provider -> codecs.of(provider, ""))
                .findFirst()
                .orElseThrow();
    }

    private static List<Stream> streams(String user, int count) {
        var owner = new Talker(new Peer(user + " here", user));
        return IntStream.range(0, count)
                .mapToObj(ssrc -> new Stream(ssrc, new Track(owner, "mid", MediaKind.VIDEO), 90_000, false))
                .toList();
    }

    private void send(List<Stream> streams, long nowNanos) {
        agenda.begin(nowNanos);
        for (Stream stream : streams) {
            histories.keep(packet(stream), nowNanos);
        }
    }

    private static InboundPacket packet(Stream stream) {
        var packet = new InboundPacket();
        byte[] bytes = {(byte) 0x80, 96, 0, SEQUENCE, 0, 0, 0, 1, 0, 0, 0, (byte) stream.ssrc(), 1, 2, 3, 4};
        assertThat(packet.read(bytes, 0, bytes.length, new ExtensionIds(0, 0, 0, 0, 0, 0, 0, 0)))
                .isTrue();
        packet.belongsTo(stream, VP8);
        return packet;
    }

    private long kept(List<Stream> streams, long nowNanos) {
        return streams.stream()
                .filter(stream -> histories.find(stream, SEQUENCE, nowNanos) != null)
                .count();
    }

    @Test
    void one_who_sends_more_streams_than_there_are_histories_leaves_others_theirs() {
        List<Stream> many = streams("mallory", Histories.MOST + 20);
        List<Stream> one = streams("ann", 1);
        List<Stream> two = streams("ben", 2);
        send(many, NOW);
        assertThat(kept(many, NOW)).isEqualTo(Histories.MOST);
        for (int round = 1; round < 50; round++) {
            send(many, NOW + round);
            send(one, NOW + round);
            send(two, NOW + round);
            assertThat(kept(one, NOW + round)).isEqualTo(1);
            assertThat(kept(two, NOW + round)).isEqualTo(2);
            assertThat(kept(many, NOW + round)).isEqualTo(Histories.MOST - 3);
        }
    }

    @Test
    void two_who_both_send_too_many_have_half_each_and_keep_it() {
        List<Stream> first = streams("mallory", Histories.MOST);
        List<Stream> second = streams("eve", Histories.MOST);
        send(first, NOW);
        send(second, NOW);
        assertThat(kept(first, NOW)).isEqualTo(Histories.MOST / 2);
        List<Stream> have = second.stream()
                .filter(stream -> histories.find(stream, SEQUENCE, NOW) != null)
                .toList();
        assertThat(have).hasSize(Histories.MOST / 2);
        for (int round = 1; round < 50; round++) {
            send(second, NOW + round);
            send(first, NOW + round);
            assertThat(kept(have, NOW + round)).isEqualTo(have.size());
        }
    }

    @Test
    void one_user_by_several_connections_has_one_share() {
        send(streams("mallory", Histories.MOST / 2), NOW);
        send(streams("mallory", Histories.MOST / 2), NOW);
        List<Stream> ann = streams("ann", 4);
        send(ann, NOW);
        assertThat(kept(ann, NOW)).isEqualTo(4);
    }

    @Test
    void what_was_taken_away_comes_back_when_the_others_pause() {
        List<Stream> many = streams("mallory", Histories.MOST);
        List<Stream> ann = streams("ann", 1);
        send(many, NOW);
        send(ann, NOW);
        assertThat(kept(many, NOW)).isEqualTo(Histories.MOST - 1);
        long later = NOW + PacketHistory.MOST_AGE_NANOS - 1;
        send(many, later);
        agenda.begin(later + 2);
        agenda.run(defects);
        send(many, later + 3);
        assertThat(kept(many, later + 3)).isEqualTo(Histories.MOST);
        agenda.begin(later + 3 * PacketHistory.MOST_AGE_NANOS);
        agenda.run(defects);
        assertThat(kept(many, NOW)).isZero();
    }
}

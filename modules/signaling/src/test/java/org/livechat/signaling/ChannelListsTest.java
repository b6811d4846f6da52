package org.livechat.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.ChannelSummary;
import org.livechat.protocol.RequestId;

class ChannelListsTest {
    private static final int MANY = 10_000;

    private final ChannelLists lists = new ChannelLists();

    private static List<ChannelSummary> channels(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new ChannelSummary(
                        "CH_%05d".formatted(number), "%05d".formatted(number), "name", ChannelMode.PTT, 0, 100, 5))
                .toList();
    }

    @Test
    void what_is_shown_is_made_once_until_a_channel_changes() {
        List<ChannelSummary> channels = channels(MANY);
        var entries = lists.entries(channels);

        assertThat(entries).hasSize(MANY);
        assertThat(entries.getLast().channelId()).isEqualTo("CH_09999");
        assertThat(lists.entries(channels)).isSameAs(entries);
        assertThat(lists.entries(List.copyOf(channels))).isSameAs(entries);

        var changed = new ArrayList<>(channels);
        changed.set(7, channels.get(7).withMemberCount(3));
        assertThat(lists.entries(changed).get(7).memberCount()).isEqualTo(3);
        assertThat(lists.entries(channels).get(7).memberCount()).isZero();
    }

    @Test
    void a_long_answer_is_in_memory_once_whoever_asks_under_whichever_id() {
        var entries = lists.entries(channels(MANY));

        Parcel anybodys = lists.answer(Optional.empty(), entries);
        assertThat(lists.answer(Optional.empty(), entries)).isSameAs(anybodys);
        Parcel anns = lists.answer(Optional.of(new RequestId.Numeric(1)), entries);
        Parcel bens = lists.answer(Optional.of(new RequestId.Numeric(2)), entries);
        assertThat(anns.pieces().get(1)).isSameAs(bens.pieces().get(1));
        assertThat(anns.toString()).startsWith("{\"op\":200,\"id\":1,").contains("\"CH_09999\"");
        assertThat(anybodys.toString()).doesNotContain("\"id\":");
    }
}

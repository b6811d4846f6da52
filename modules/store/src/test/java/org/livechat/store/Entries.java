package org.livechat.store;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.store.BurstEnding;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredChannel;
import org.livechat.api.store.StoredMessage;
import org.livechat.api.store.StoredRecording;

/** Things to be kept. */
final class Entries {
    static final StoreSettings SETTINGS = with(1000, Duration.ofDays(30), 64);

    private Entries() {}

    static StoreSettings with(int perChannel, Duration age, int fileMib) {
        return with(perChannel, age, fileMib, 10_000, Duration.ofSeconds(20));
    }

    static StoreSettings with(int perChannel, Duration age, int fileMib, int registerRows, Duration patience) {
        return new StoreSettings(perChannel, perChannel, age, fileMib, registerRows, 200, 1024 * 1024, patience, 2);
    }

    static StoredRecording recording(int number) {
        return new StoredRecording(
                "20261130-200447123-%016x".formatted(number),
                "TEAM",
                "ann",
                FloorIndicator.NORMAL,
                1_700_000_000_000L + number,
                1234,
                "TEAM/20261130-200447123-%016x.ogg".formatted(number),
                5678,
                "0123456789abcdef".repeat(4),
                "");
    }

    static StoredChannel channel(String id, String frequency) {
        return new StoredChannel(
                id,
                frequency,
                "무전 📻",
                ChannelMode.PTT,
                12,
                1_700_000_000_000L,
                Optional.of("ann"),
                new FloorChoice(Optional.of("base"), Optional.empty(), OptionalInt.of(0)));
    }

    static StoredChannel named(StoredChannel channel, String name) {
        return new StoredChannel(
                channel.id(),
                channel.frequency(),
                name,
                channel.mode(),
                channel.capacity(),
                channel.createdAtMillis(),
                channel.creator(),
                channel.floor());
    }

    static StoredMessage message(String channelId, int number) {
        return new StoredMessage(channelId, "m" + number, "ann", "안녕 📻 " + number, 1_700_000_000_000L + number);
    }

    static StoredBurst burst(String channelId, long epoch) {
        return new StoredBurst(
                channelId,
                "ben",
                FloorIndicator.EMERGENCY,
                1_700_000_000_000L,
                Duration.ofMillis(1234),
                BurstEnding.PREEMPTED,
                epoch,
                3);
    }
}

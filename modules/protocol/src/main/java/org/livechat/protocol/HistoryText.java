package org.livechat.protocol;

import java.time.Duration;
import java.util.OptionalLong;
import org.livechat.api.FloorIndicator;
import org.livechat.protocol.AckData.PastBurst;
import org.livechat.protocol.AckData.PastBursts;
import org.livechat.protocol.AckData.PastMessage;
import org.livechat.protocol.AckData.PastMessages;
import org.livechat.protocol.ClientMessage.HistoryKind;

/** Pages of history as they are written. */
final class HistoryText {
    private static final int MAX_WORD = 64;
    /** Of one burst. */
    private static final int MOST_RECORDINGS = 100;
    /** Whole numbers that JSON carries everywhere. */
    private static final long MOST = (1L << 53) - 1;

    private HistoryText() {}

    static void write(JsonObjectWriter data, PastMessages past) {
        data.put("channel_id", past.channelId()).put("kind", HistoryKind.MESSAGES.wireName());
        data.putList("entries", past.entries(), HistoryText::message);
        end(data, past.before(), past.partial());
    }

    static void write(JsonObjectWriter data, PastBursts past) {
        data.put("channel_id", past.channelId()).put("kind", HistoryKind.BURSTS.wireName());
        data.putList("entries", past.entries(), HistoryText::burst);
        end(data, past.before(), past.partial());
        if (past.replay()) {
            data.put("replay", true);
        }
    }

    private static void end(JsonObjectWriter data, OptionalLong before, boolean partial) {
        data.put("before", before);
        if (partial) {
            data.put("partial", true);
        }
    }

    private static void message(JsonObjectWriter content, PastMessage message) {
        content.put("message_id", message.messageId())
                .put("author_id", message.authorId())
                .put("content", message.content())
                .put("timestamp", message.timestampMillis());
    }

    private static void burst(JsonObjectWriter content, PastBurst burst) {
        content.put("user_id", burst.userId())
                .put("indicator", burst.indicator().wireName())
                .put("started_at", burst.startedAtMillis())
                .put("duration", burst.length().toMillis())
                .put("ending", burst.ending())
                .put("epoch", burst.epoch())
                .put("sequence", burst.sequence());
        if (!burst.recordings().isEmpty()) {
            content.putTexts("recordings", burst.recordings());
        }
    }

    static AckData read(Fields data) {
        String channelId = ServerMessageReader.text(data, "channel_id");
        OptionalLong before = data.optionalLong("before", 0, MOST);
        boolean partial = data.flag("partial");
        return switch (data.choice("kind", HistoryKind.values(), HistoryKind::wireName)) {
            case MESSAGES ->
                new PastMessages(
                        channelId,
                        data.list("entries", ClientMessage.History.MOST, HistoryText::message),
                        before,
                        partial);
            case BURSTS ->
                new PastBursts(
                        channelId,
                        data.list("entries", ClientMessage.History.MOST, HistoryText::burst),
                        before,
                        partial,
                        data.flag("replay"));
        };
    }

    private static PastMessage message(Fields message) {
        return new PastMessage(
                ServerMessageReader.text(message, "message_id"),
                ServerMessageReader.text(message, "author_id"),
                ServerMessageReader.text(message, "content"),
                message.number("timestamp", 0, MOST));
    }

    private static PastBurst burst(Fields burst) {
        return new PastBurst(
                ServerMessageReader.text(burst, "user_id"),
                burst.choice("indicator", FloorIndicator.values(), FloorIndicator::wireName),
                burst.number("started_at", 0, MOST),
                Duration.ofMillis(burst.number("duration", 0, MOST)),
                burst.text("ending", 1, MAX_WORD),
                burst.number("epoch", 0, MOST),
                burst.number("sequence", 0, MOST),
                burst.texts("recordings", MOST_RECORDINGS, MAX_WORD));
    }
}

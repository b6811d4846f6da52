package org.livechat.admin;

import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.livechat.core.ChannelDetail;
import org.livechat.core.ChannelSummary;
import org.livechat.core.Member;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Channels as JSON, with the keys of CHANNEL_LIST and CHANNEL_INFO. */
final class ChannelJson {
    private static final JsonFactory GENERATORS = new JsonFactory();

    private ChannelJson() {}

    static String list(List<ChannelSummary> channels) {
        return written(json -> {
            json.writeStartArray();
            for (ChannelSummary channel : channels) {
                json.writeStartObject();
                summary(json, channel);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String detail(ChannelDetail channel) {
        return written(json -> {
            json.writeStartObject();
            summary(json, channel.summary());
            json.writeName("peers");
            json.writeStartArray();
            for (Member member : channel.members()) {
                json.writeStartObject();
                json.writeStringProperty("user_id", member.userId());
                json.writeNumberProperty("ssrc", member.ssrc());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void summary(JsonGenerator json, ChannelSummary channel) {
        json.writeStringProperty("channel_id", channel.id());
        json.writeStringProperty("freq", channel.frequency());
        json.writeStringProperty("name", channel.name());
        json.writeStringProperty("mode", channel.mode().wireName());
        json.writeNumberProperty("member_count", channel.memberCount());
        json.writeNumberProperty("capacity", channel.capacity());
        json.writeNumberProperty("created_at", channel.createdAtMillis());
    }

    private static String written(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = GENERATORS.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return text.toString();
    }
}

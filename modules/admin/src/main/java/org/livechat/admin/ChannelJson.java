package org.livechat.admin;

import java.util.List;
import org.livechat.api.control.ChannelDetail;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.Member;
import tools.jackson.core.JsonGenerator;

/** Channels as JSON, with the keys of CHANNEL_LIST and CHANNEL_INFO. */
final class ChannelJson {
    private ChannelJson() {}

    static String list(List<ChannelSummary> channels) {
        return JsonText.array(channels, ChannelJson::summary);
    }

    static String one(ChannelSummary channel) {
        return JsonText.object(json -> summary(json, channel));
    }

    static String detail(ChannelDetail channel) {
        return JsonText.object(json -> {
            summary(json, channel.summary());
            json.writeName("peers");
            JsonText.writeArray(json, channel.members(), ChannelJson::member);
        });
    }

    private static void member(JsonGenerator json, Member member) {
        json.writeStringProperty("user_id", member.userId());
        json.writeNumberProperty("ssrc", member.ssrc());
    }

    private static void summary(JsonGenerator json, ChannelSummary channel) {
        json.writeStringProperty("channel_id", channel.id());
        json.writeStringProperty("freq", channel.frequency());
        json.writeStringProperty("name", channel.name());
        json.writeStringProperty("mode", channel.mode().wireName());
        json.writeNumberProperty("member_count", channel.memberCount());
        json.writeNumberProperty("capacity", channel.capacity());
        json.writeNumberProperty("created_at", channel.createdAtMillis());
        if (channel.recorded()) {
            json.writeBooleanProperty("recorded", true);
        }
    }
}

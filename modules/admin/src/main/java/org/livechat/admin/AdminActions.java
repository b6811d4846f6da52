package org.livechat.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.NewChannel;
import org.livechat.api.control.Operations;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What operators can do. Each action that was carried out is a line in the log. */
final class AdminActions {
    private static final Logger LOG = LoggerFactory.getLogger(AdminActions.class);

    private static final int LONGEST_DRAIN_SECONDS = 86_400;

    private final Operations operations;

    AdminActions(Operations operations) {
        this.operations = operations;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                post("/admin/floor-revoke/{channel_id}", this::revoke),
                post("/admin/kick/{user_id}", this::kick),
                post("/admin/mute/{channel_id}/{user_id}", this::mute),
                post("/admin/unmute/{channel_id}/{user_id}", this::unmute),
                post("/admin/drain", this::drain),
                new AdminEndpoint("DELETE", "/admin/drain", _ -> undrain()),
                post("/admin/channels", this::create),
                new AdminEndpoint("PATCH", "/admin/channels/{channel_id}", this::change),
                new AdminEndpoint("DELETE", "/admin/channels/{channel_id}", this::delete));
    }

    private static AdminEndpoint post(String path, Function<AdminCall, JsonReply> answer) {
        return new AdminEndpoint("POST", path, answer);
    }

    private JsonReply revoke(AdminCall call) {
        String channelId = call.value(0);
        Optional<String> holder = operations.revokeFloor(channelId);
        if (holder.isEmpty()) {
            return JsonReply.error(HttpStatus.CONFLICT_409, "nobody has the floor of " + channelId);
        }
        LOG.info("An operator took the floor of {}", channelId);
        return JsonReply.ok(JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            json.writeStringProperty("channel_id", channelId);
            json.writeStringProperty("revoked_from", holder.get());
        }));
    }

    private JsonReply kick(AdminCall call) {
        if (!operations.kick(call.value(0))) {
            return JsonReply.error(HttpStatus.NOT_FOUND_404, "no user with this id is online");
        }
        LOG.info("An operator ended a session");
        return JsonReply.ok(JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            json.writeStringProperty("user_id", call.value(0));
        }));
    }

    private JsonReply mute(AdminCall call) {
        operations.mute(call.value(0), call.value(1));
        LOG.info("An operator muted somebody in {}", call.value(0));
        return muted(call, true);
    }

    private JsonReply unmute(AdminCall call) {
        operations.unmute(call.value(0), call.value(1));
        LOG.info("An operator took a mute back in {}", call.value(0));
        return muted(call, false);
    }

    private static JsonReply muted(AdminCall call, boolean on) {
        return JsonReply.ok(JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            json.writeStringProperty("channel_id", call.value(0));
            json.writeStringProperty("user_id", call.value(1));
            json.writeBooleanProperty("muted", on);
        }));
    }

    private JsonReply create(AdminCall call) {
        JsonNode body = call.body();
        var created = operations.createChannel(new NewChannel(
                required(body, "channel_id"),
                required(body, "freq"),
                required(body, "name"),
                mode(text(body, "mode").orElse(ChannelMode.PTT.wireName())),
                capacity(body)));
        LOG.info("An operator made channel {}", created.id());
        return new JsonReply(HttpStatus.CREATED_201, ChannelJson.one(created));
    }

    private JsonReply change(AdminCall call) {
        JsonNode body = call.body();
        var changed = operations.updateChannel(call.value(0), text(body, "name"), capacity(body));
        LOG.info("An operator changed channel {}", changed.id());
        return JsonReply.ok(ChannelJson.one(changed));
    }

    private JsonReply delete(AdminCall call) {
        operations.deleteChannel(call.value(0));
        LOG.info("An operator deleted channel {}", call.value(0));
        return JsonReply.ok(JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            json.writeStringProperty("channel_id", call.value(0));
        }));
    }

    private JsonReply drain(AdminCall call) {
        JsonNode limit = call.optionalBody().path("limit_secs");
        if (!limit.isMissingNode()
                && !(limit.isInt() && limit.intValue() >= 0 && limit.intValue() <= LONGEST_DRAIN_SECONDS)) {
            throw wrong("limit_secs has to be a whole number from 0 to " + LONGEST_DRAIN_SECONDS);
        }
        Duration chosen = limit.isMissingNode() ? operations.drainLimit() : Duration.ofSeconds(limit.intValue());
        operations.drain(chosen);
        LOG.info("An operator has the server drain, for {} s at most", chosen.toSeconds());
        return JsonReply.ok(JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            json.writeBooleanProperty("draining", true);
            json.writeNumberProperty("limit_secs", chosen.toSeconds());
            json.writeNumberProperty("floor_active", operations.status().takenFloors());
        }));
    }

    private JsonReply undrain() {
        operations.undrain();
        LOG.info("An operator has taken the drain back");
        return JsonReply.ok(JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            json.writeBooleanProperty("draining", false);
        }));
    }

    private static ChannelMode mode(String name) {
        return Stream.of(ChannelMode.values())
                .filter(mode -> mode.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("mode has to be ptt or conference"));
    }

    private static String required(JsonNode body, String key) {
        return text(body, key).orElseThrow(() -> wrong(key + " is missing"));
    }

    private static Optional<String> text(JsonNode body, String key) {
        JsonNode value = body.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(key + " has to be a text");
        }
        return Optional.of(value.stringValue());
    }

    private static OptionalInt capacity(JsonNode body) {
        JsonNode value = body.get("capacity");
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.isInt()) {
            throw wrong("capacity has to be a whole number");
        }
        return OptionalInt.of(value.intValue());
    }

    private static AdminCall.Refused wrong(String reason) {
        return new AdminCall.Refused(HttpStatus.BAD_REQUEST_400, reason);
    }
}

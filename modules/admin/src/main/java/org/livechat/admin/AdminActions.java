package org.livechat.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.BlockStatus;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.control.NewChannel;
import org.livechat.api.control.Operations;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** What operators can do. Each action that was carried out is a line in the log. */
final class AdminActions {
    private static final Logger LOG = LoggerFactory.getLogger(AdminActions.class);

    private static final String FOR_SECS = "for_secs";
    private static final String LIMIT_SECS = "limit_secs";
    private static final String CAPACITY = "capacity";
    private static final long LONGEST_BLOCK_SECONDS = Duration.ofDays(3650).toSeconds();
    private static final long LONGEST_DRAIN_SECONDS = Duration.ofDays(1).toSeconds();

    private final Operations operations;

    AdminActions(Operations operations) {
        this.operations = operations;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                bare("POST", "/admin/floor-revoke/{channel_id}", this::revoke),
                bare("POST", "/admin/kick/{user_id}", this::kick),
                post("/admin/block/{user_id}", this::block),
                bare("POST", "/admin/unblock/{user_id}", this::unblock),
                bare("POST", "/admin/mute/{channel_id}/{user_id}", this::mute),
                bare("POST", "/admin/unmute/{channel_id}/{user_id}", this::unmute),
                post("/admin/drain", this::drain),
                bare("DELETE", "/admin/drain", _ -> undrain()),
                post("/admin/channels", this::create),
                new AdminEndpoint("PATCH", "/admin/channels/{channel_id}", this::change),
                bare("DELETE", "/admin/channels/{channel_id}", this::delete));
    }

    private static AdminEndpoint post(String path, Function<AdminCall, JsonReply> answer) {
        return new AdminEndpoint("POST", path, answer);
    }

    /** One that needs nothing but its path, so that whoever sends more means something else. */
    private static AdminEndpoint bare(String method, String path, Function<AdminCall, JsonReply> answer) {
        return new AdminEndpoint(method, path, call -> {
            call.optionalBody();
            return answer.apply(call);
        });
    }

    private JsonReply revoke(AdminCall call) {
        String channelId = call.value(0);
        Optional<String> holder = operations.revokeFloor(channelId);
        if (holder.isEmpty()) {
            return JsonReply.error(HttpStatus.CONFLICT_409, "nobody has the floor of " + channelId);
        }
        LOG.info("An operator took the floor of {} from {}", channelId, holder.get());
        return done(json -> {
            json.writeStringProperty("channel_id", channelId);
            json.writeStringProperty("revoked_from", holder.get());
        });
    }

    // Ids of users in the log are those that somebody could come in with, so they have nothing in them that forges a
    // line.

    private JsonReply kick(AdminCall call) {
        String userId = call.value(0);
        if (!operations.kick(userId)) {
            return JsonReply.error(HttpStatus.NOT_FOUND_404, "no user with this id is online");
        }
        LOG.info("An operator ended the session of {}", userId);
        return done(json -> json.writeStringProperty("user_id", userId));
    }

    private JsonReply block(AdminCall call) {
        String userId = call.value(0);
        OptionalLong seconds = call.optionalBody(FOR_SECS).wholeNumber(FOR_SECS, 1, LONGEST_BLOCK_SECONDS);
        boolean wasOnline = operations.block(
                userId, seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty());
        LOG.info(
                "An operator blocked {}{}",
                userId,
                seconds.isPresent() ? " for " + seconds.getAsLong() + " s" : ", until it is taken back");
        OptionalLong until = operations.blocks().stream()
                .filter(block -> block.userId().equals(userId))
                .findFirst()
                .map(BlockStatus::untilMillis)
                .orElse(OptionalLong.empty());
        return done(json -> {
            json.writeStringProperty("user_id", userId);
            json.writeBooleanProperty("was_online", wasOnline);
            StatusJson.until(json, until);
        });
    }

    private JsonReply unblock(AdminCall call) {
        String userId = call.value(0);
        if (!operations.unblock(userId)) {
            return JsonReply.error(HttpStatus.NOT_FOUND_404, "no user with this id is blocked");
        }
        LOG.info("An operator took the block of {} back", userId);
        return done(json -> json.writeStringProperty("user_id", userId));
    }

    private JsonReply mute(AdminCall call) {
        operations.mute(call.value(0), call.value(1));
        LOG.info("An operator muted {} in {}", call.value(1), call.value(0));
        return muted(call, true);
    }

    private JsonReply unmute(AdminCall call) {
        operations.unmute(call.value(0), call.value(1));
        LOG.info("An operator took the mute of {} in {} back", call.value(1), call.value(0));
        return muted(call, false);
    }

    private JsonReply muted(AdminCall call, boolean on) {
        boolean isThere = operations
                .user(call.value(1))
                .filter(user -> user.channels().contains(call.value(0)))
                .isPresent();
        return done(json -> {
            json.writeStringProperty("channel_id", call.value(0));
            json.writeStringProperty("user_id", call.value(1));
            json.writeBooleanProperty("muted", on);
            json.writeBooleanProperty("in_channel", isThere);
        });
    }

    private JsonReply create(AdminCall call) {
        AdminBody body = call.body("channel_id", "freq", "name", "mode", CAPACITY, "record");
        var created = operations.createChannel(new NewChannel(
                body.requiredText("channel_id"),
                body.requiredText("freq"),
                body.requiredText("name"),
                mode(body.text("mode").orElse(ChannelMode.PTT.wireName())),
                capacity(body),
                FloorChoice.none(),
                body.flag("record")));
        LOG.info("An operator made channel {}", created.id());
        return new JsonReply(HttpStatus.CREATED_201, ChannelJson.one(created));
    }

    private JsonReply change(AdminCall call) {
        AdminBody body = call.body("name", CAPACITY);
        if (body.isEmpty()) {
            throw AdminBody.wrong("the body says nothing to change; its keys are: name, " + CAPACITY);
        }
        var changed = operations.updateChannel(call.value(0), body.text("name"), capacity(body));
        LOG.info("An operator changed channel {}", changed.id());
        return JsonReply.ok(ChannelJson.one(changed));
    }

    private JsonReply delete(AdminCall call) {
        operations.deleteChannel(call.value(0));
        LOG.info("An operator deleted channel {}", call.value(0));
        return done(json -> json.writeStringProperty("channel_id", call.value(0)));
    }

    private JsonReply drain(AdminCall call) {
        OptionalLong limit = call.optionalBody(LIMIT_SECS).wholeNumber(LIMIT_SECS, 0, LONGEST_DRAIN_SECONDS);
        Duration chosen = limit.isPresent() ? Duration.ofSeconds(limit.getAsLong()) : operations.drainLimit();
        operations.drain(chosen);
        LOG.info("An operator has the server drain, for {} s at most", chosen.toSeconds());
        return done(json -> {
            json.writeBooleanProperty("draining", true);
            json.writeNumberProperty(LIMIT_SECS, chosen.toSeconds());
            json.writeNumberProperty("floor_active", operations.status().takenFloors());
        });
    }

    private JsonReply undrain() {
        if (!operations.isDraining()) {
            return JsonReply.error(HttpStatus.CONFLICT_409, "the server does not drain");
        }
        operations.undrain();
        LOG.info("An operator has taken the drain back");
        return done(json -> json.writeBooleanProperty("draining", false));
    }

    private static JsonReply done(Consumer<JsonGenerator> properties) {
        return JsonReply.ok(JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            properties.accept(json);
        }));
    }

    private static ChannelMode mode(String name) {
        return Stream.of(ChannelMode.values())
                .filter(mode -> mode.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> AdminBody.wrong("mode has to be ptt or conference"));
    }

    private static OptionalInt capacity(AdminBody body) {
        return body.nearestInt(CAPACITY);
    }
}

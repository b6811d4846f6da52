package org.livechat.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.control.Operations;
import org.livechat.api.watch.Watchdog;
import org.livechat.http.JsonReply;

/** What operators can look at. */
final class AdminViews {
    private final Operations operations;
    private final Watchdog watchdog;

    AdminViews(Operations operations, Watchdog watchdog) {
        this.operations = operations;
        this.watchdog = watchdog;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                get("/admin/status", _ -> JsonReply.ok(StatusJson.server(operations.status()))),
                get("/admin/hanging", _ -> JsonReply.ok(JsonText.array(watchdog.hanging(), HangJson::write))),
                get("/admin/users", _ -> JsonReply.ok(JsonText.array(operations.users(), StatusJson::user))),
                get("/admin/users/{user_id}", this::user),
                get("/admin/blocks", _ -> JsonReply.ok(JsonText.array(operations.blocks(), StatusJson::block))),
                get(
                        "/admin/channels",
                        _ -> JsonReply.ok(JsonText.array(operations.channelStatuses(), StatusJson::channel))),
                get("/admin/channels/{channel_id}", this::channel),
                get("/admin/channels/{channel_id}/muted", this::muted),
                get("/admin/peers", _ -> peers()),
                get("/admin/peers/{ufrag}", this::peer));
    }

    private static AdminEndpoint get(String path, Function<AdminCall, JsonReply> answer) {
        return new AdminEndpoint("GET", path, answer);
    }

    private JsonReply user(AdminCall call) {
        return found(operations.user(call.value(0)).map(StatusJson::userDetail), "no user with this id is online");
    }

    private JsonReply channel(AdminCall call) {
        return found(
                operations
                        .channelStatus(call.value(0))
                        .map(status ->
                                StatusJson.channelDetail(status, operations.peers(), System.currentTimeMillis())),
                "no channel has this id");
    }

    private JsonReply muted(AdminCall call) {
        return JsonReply.ok(JsonText.object(json -> {
            json.writeStringProperty("channel_id", call.value(0));
            JsonText.writeTexts(json, "muted", operations.muted(call.value(0)));
        }));
    }

    private JsonReply peers() {
        long now = System.currentTimeMillis();
        return JsonReply.ok(JsonText.array(operations.peers(), (json, peer) -> StatusJson.peer(json, peer, now)));
    }

    private JsonReply peer(AdminCall call) {
        return found(
                operations.peers().stream()
                        .filter(peer -> peer.endpointId().equals(call.value(0)))
                        .findFirst()
                        .map(peer -> StatusJson.peerDetail(peer, System.currentTimeMillis())),
                "no peer has this ufrag");
    }

    private static JsonReply found(Optional<String> json, String otherwise) {
        return json.map(JsonReply::ok).orElseGet(() -> JsonReply.error(HttpStatus.NOT_FOUND_404, otherwise));
    }
}

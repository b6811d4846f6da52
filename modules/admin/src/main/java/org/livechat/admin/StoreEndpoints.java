package org.livechat.admin;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.store.Store;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How operators have a copy of what is kept made. It stays on the server's machine: it has all messages in it. */
final class StoreEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(StoreEndpoints.class);

    private final Store store;

    StoreEndpoints(Store store) {
        this.store = store;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                new AdminEndpoint(
                        "GET",
                        "/admin/store",
                        _ -> JsonReply.ok(
                                JsonText.object(json -> JsonText.writeOptional(json, "problem", store.problem())))),
                new AdminEndpoint("POST", "/admin/backup/{name}", this::backup));
    }

    private JsonReply backup(AdminCall call) {
        call.optionalBody();
        Path file = store.backup(call.value(0));
        LOG.info("An operator has had the backup {} made", file);
        return new JsonReply(HttpStatus.CREATED_201, JsonText.object(json -> {
            json.writeBooleanProperty("ok", true);
            json.writeStringProperty("file", file.toString());
        }));
    }
}

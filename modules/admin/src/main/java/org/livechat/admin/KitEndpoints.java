package org.livechat.admin;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.livechat.api.part.Kit;
import org.livechat.api.part.PartStatus;
import org.livechat.api.part.PluginStatus;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** What operators see of parts and plug-ins, and how they load one anew. */
final class KitEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(KitEndpoints.class);

    /** What a plug-in may call itself, as the server that reads its description sees to. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Kit kit;

    KitEndpoints(Kit kit) {
        this.kit = kit;
    }

    List<AdminEndpoint> endpoints() {
        return List.of(
                new AdminEndpoint(
                        "GET",
                        "/admin/plugins",
                        _ -> JsonReply.ok(JsonText.array(kit.plugins(), KitEndpoints::writePlugin))),
                new AdminEndpoint(
                        "GET", "/admin/parts", _ -> JsonReply.ok(JsonText.array(kit.parts(), KitEndpoints::writePart))),
                new AdminEndpoint("POST", "/admin/plugins/{name}/reload", this::reload));
    }

    private JsonReply reload(AdminCall call) {
        call.optionalBody();
        String name = call.value(0);
        if (!NAME.matcher(name).matches()) {
            throw AdminBody.wrong("no plug-in can be called so; a name is 1 to 64 characters of a-z 0-9 -, of which"
                    + " the first is no -");
        }
        PluginStatus loaded = kit.reload(name);
        LOG.info("An operator had plug-in {} loaded anew", loaded.name());
        return JsonReply.ok(JsonText.object(json -> writePlugin(json, loaded)));
    }

    private static void writePlugin(JsonGenerator json, PluginStatus plugin) {
        json.writeStringProperty("name", plugin.name());
        json.writeStringProperty("state", plugin.outcome().name().toLowerCase(Locale.ROOT));
        JsonText.writeOptional(json, "version", plugin.version());
        JsonText.writeTexts(json, "provides", plugin.provides());
        JsonText.writeOptional(json, "reason", plugin.reason());
    }

    private static void writePart(JsonGenerator json, PartStatus part) {
        json.writeStringProperty("name", part.name());
        json.writeStringProperty("kind", part.kind());
        json.writeStringProperty("state", part.state().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("provider", part.provider());
        json.writeStringProperty("origin", part.origin());
        JsonText.writeOptional(json, "reason", part.reason());
        json.writeName("settings");
        json.writeStartObject();
        part.settings().forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}

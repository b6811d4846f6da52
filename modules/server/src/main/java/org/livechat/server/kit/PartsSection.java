package org.livechat.server.kit;

import java.util.List;
import java.util.Set;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

/**
 * The section {@code parts} of the configuration.
 *
 * @param required names of parts without which the server does not start
 * @param expected names of parts that the server says are missing, if they are
 * @param disabled names of parts that are not made
 * @param said where that was read
 */
record PartsSection(Set<String> required, List<String> expected, Set<String> disabled, Settings said) {
    static final Setting<String> MEDIA_PLANE =
            Setting.text("media_plane", "media", "Which media plane is used, by its name.");
    static final Setting<String> WEB_SERVER =
            Setting.text("web_server", "http", "Which web server is used, by its name.");
    /** Which no part has for a name. */
    static final String NONE = "none";

    static final Setting<String> STORE = Setting.text(
            "store", "sqlite", "What keeps channels, mutes, blocks and history, by its name; none: nothing is kept.");
    static final Setting<String> RECORDER = Setting.text(
            "recorder", "ogg", "What records channels that say so, by its name; none: no channel may be recorded.");
    private static final Setting<List<String>> REQUIRED = Setting.texts(
            "required",
            List.of("http", "signaling"),
            "Names of parts without which the server does not start; it goes on without others that fail.");
    private static final Setting<List<String>> EXPECTED = Setting.texts(
            "expected",
            List.of("admin", "channel-list", "console", "health", "metrics", "openapi", "trace"),
            "Names of parts that the log says are missing, if they are.");
    private static final Setting<List<String>> DISABLED =
            Setting.texts("disabled", List.of(), "Names of gateways, trace sinks and HTTP parts that are not made.");

    static final Section SECTION =
            new Section("parts", List.of(MEDIA_PLANE, WEB_SERVER, STORE, RECORDER, REQUIRED, EXPECTED, DISABLED));

    static PartsSection read(Settings said) {
        var section = new PartsSection(
                Set.copyOf(said.get(REQUIRED)), said.get(EXPECTED), Set.copyOf(said.get(DISABLED)), said);
        for (String name : section.required) {
            if (section.disabled.contains(name)) {
                throw said.refuse(REQUIRED, "names '%s', which parts.disabled names too".formatted(name));
            }
        }
        return section;
    }

    /** An error about what is required, to be thrown. */
    SettingRefused refuseRequired(String problem) {
        return said.refuse(REQUIRED, problem);
    }

    /** An error about what is disabled, to be thrown. */
    SettingRefused refuseDisabled(String problem) {
        return said.refuse(DISABLED, problem);
    }
}

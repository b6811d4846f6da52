package org.livechat.admin;

import org.livechat.api.watch.Hang;
import tools.jackson.core.JsonGenerator;

/** Threads that hang, as JSON. */
final class HangJson {
    private HangJson() {}

    static void write(JsonGenerator json, Hang hang) {
        json.writeStringProperty("thread", hang.thread());
        json.writeStringProperty("at", hang.what());
        json.writeNumberProperty("secs", hang.time().toSeconds());
        JsonText.writeTexts(json, "stack", hang.stack());
    }
}

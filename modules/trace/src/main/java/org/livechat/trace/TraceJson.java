package org.livechat.trace;

import java.io.StringWriter;
import java.util.Optional;
import org.livechat.api.trace.TraceEvent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Trace events as JSON objects of one line. */
final class TraceJson {
    private static final JsonFactory GENERATORS = new JsonFactory();

    private TraceJson() {}

    static String of(TraceEvent event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = GENERATORS.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("ts", event.timestampMillis());
            json.writeStringProperty("dir", event.direction().wireName());
            writeOptional(json, "channel_id", event.channelId());
            writeOptional(json, "user_id", event.userId());
            json.writeNumberProperty("op", event.op());
            json.writeStringProperty("op_name", event.operation());
            json.writeStringProperty("summary", event.summary());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeOptional(JsonGenerator json, String key, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(key, value.get());
        } else {
            json.writeNullProperty(key);
        }
    }
}

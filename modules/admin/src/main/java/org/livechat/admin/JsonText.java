package org.livechat.admin;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON text, written piece by piece. */
final class JsonText {
    private static final JsonFactory GENERATORS = new JsonFactory();

    private JsonText() {}

    static String object(Consumer<JsonGenerator> properties) {
        return written(json -> writeObject(json, properties));
    }

    static <T> String array(Collection<T> items, BiConsumer<JsonGenerator, T> properties) {
        return written(json -> writeArray(json, items, properties));
    }

    static <T> void writeArray(JsonGenerator json, Collection<T> items, BiConsumer<JsonGenerator, T> properties) {
        json.writeStartArray();
        items.forEach(item -> writeObject(json, object -> properties.accept(object, item)));
        json.writeEndArray();
    }

    static void writeTexts(JsonGenerator json, String key, Collection<String> texts) {
        json.writeName(key);
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** The text, or null. */
    static void writeOptional(JsonGenerator json, String key, Optional<String> text) {
        text.ifPresentOrElse(present -> json.writeStringProperty(key, present), () -> json.writeNullProperty(key));
    }

    private static void writeObject(JsonGenerator json, Consumer<JsonGenerator> properties) {
        json.writeStartObject();
        properties.accept(json);
        json.writeEndObject();
    }

    private static String written(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = GENERATORS.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return text.toString();
    }
}

package org.livechat.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes the keys of JSON objects in the order of the calls. */
final class JsonObjectWriter {
    private final JsonGenerator json;

    JsonObjectWriter(JsonGenerator json) {
        this.json = json;
    }

    JsonObjectWriter put(String key, String value) {
        json.writeStringProperty(key, value);
        return this;
    }

    JsonObjectWriter put(String key, long value) {
        json.writeNumberProperty(key, value);
        return this;
    }

    JsonObjectWriter put(String key, boolean value) {
        json.writeBooleanProperty(key, value);
        return this;
    }

    /** Leaves the key out when there is no value. */
    JsonObjectWriter put(String key, Optional<String> value) {
        value.ifPresent(text -> put(key, text));
        return this;
    }

    /** Leaves the key out when there is no value. */
    JsonObjectWriter put(String key, OptionalInt value) {
        value.ifPresent(number -> put(key, number));
        return this;
    }

    /** Leaves the key out when there is no value. */
    JsonObjectWriter put(String key, OptionalLong value) {
        value.ifPresent(number -> put(key, number));
        return this;
    }

    JsonObjectWriter putOrNull(String key, Optional<String> value) {
        value.ifPresentOrElse(text -> put(key, text), () -> json.writeNullProperty(key));
        return this;
    }

    JsonObjectWriter putNull(String key) {
        json.writeNullProperty(key);
        return this;
    }

    JsonObjectWriter put(String key, RequestId id) {
        switch (id) {
            case RequestId.Text(String text) -> json.writeStringProperty(key, text);
            case RequestId.Numeric(var number) -> json.writeNumberProperty(key, number);
        }
        return this;
    }

    JsonObjectWriter putObject(String key, Consumer<JsonObjectWriter> content) {
        json.writeName(key);
        return object(content);
    }

    <T> JsonObjectWriter putList(String key, List<T> items, BiConsumer<JsonObjectWriter, T> write) {
        json.writeName(key);
        json.writeStartArray();
        items.forEach(item -> object(content -> write.accept(content, item)));
        json.writeEndArray();
        return this;
    }

    JsonObjectWriter putTexts(String key, List<String> texts) {
        json.writeName(key);
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
        return this;
    }

    JsonObjectWriter object(Consumer<JsonObjectWriter> content) {
        json.writeStartObject();
        content.accept(this);
        json.writeEndObject();
        return this;
    }
}

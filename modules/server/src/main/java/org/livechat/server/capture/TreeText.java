package org.livechat.server.capture;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Trees of maps, lists, texts, whole numbers and truth values as one line of JSON, and back: JSON is YAML, too. */
final class TreeText {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7F;

    private TreeText() {}

    static String write(@Nullable Object tree) {
        var text = new StringBuilder();
        write(tree, text);
        return text.toString();
    }

    /** @throws IllegalArgumentException when it is no object in one line */
    static Map<?, ?> read(String line) {
        try {
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(line);
            if (tree instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException _) {
            // Told below, like every other line that is no object.
        }
        throw new IllegalArgumentException("no JSON object in one line");
    }

    private static void write(@Nullable Object tree, StringBuilder text) {
        switch (tree) {
            case Map<?, ?> map -> {
                char before = '{';
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(before);
                    before = ',';
                    quote(entry.getKey().toString(), text);
                    text.append(':');
                    write(entry.getValue(), text);
                }
                text.append(before == '{' ? "{}" : "}");
            }
            case List<?> list -> {
                char before = '[';
                for (Object each : list) {
                    text.append(before);
                    before = ',';
                    write(each, text);
                }
                text.append(before == '[' ? "[]" : "]");
            }
            case String string -> quote(string, text);
            case null, default -> text.append(tree);
        }
    }

    // What is not ASCII is written as its code: a line has no end in it, and nothing that turns a terminal.
    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char one = string.charAt(i);
            if (one == '"' || one == '\\') {
                text.append('\\').append(one);
            } else if (one < FIRST_PRINTABLE || one >= DELETE) {
                text.append("\\u%04x".formatted((int) one));
            } else {
                text.append(one);
            }
        }
        text.append('"');
    }
}

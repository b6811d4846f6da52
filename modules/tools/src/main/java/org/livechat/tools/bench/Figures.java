package org.livechat.tools.bench;

import java.util.List;
import java.util.Locale;
import org.livechat.tools.Screen;
import org.livechat.tools.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The result of a scenario that is no traffic: a list of figures with names. */
final class Figures {
    private final ObjectNode all = JsonNodeFactory.instance.objectNode();
    private final ObjectNode parameters;
    private final ObjectNode summary;

    Figures(String scenario, TargetOptions target) {
        all.put("scenario", scenario).put("server", target.where());
        Machine.describe(all.putObject("machine"));
        parameters = all.putObject("parameters");
        summary = all.putObject("summary");
    }

    ObjectNode parameters() {
        return parameters;
    }

    ObjectNode summary() {
        return summary;
    }

    void show(boolean json, Screen screen) {
        if (json) {
            screen.line(all.toPrettyString());
            return;
        }
        Table table = new Table("FIGURE", "VALUE");
        add(table, "", summary);
        table.print(screen);
    }

    private static void add(Table table, String prefix, JsonNode node) {
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                add(table, prefix + entry.getKey() + " ", value);
            } else {
                table.row(List.of(
                        prefix + entry.getKey(),
                        value.isFloatingPointNumber()
                                ? String.format(Locale.ROOT, "%.1f", value.asDouble())
                                : value.asString()));
            }
        });
    }
}

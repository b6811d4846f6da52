package org.livechat.tools;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the register of recordings as the server lists it. */
final class RecordingList {
    static final String PATH = "/admin/recordings";
    private static final int LONGEST_PAGE = 100;

    private final AdminClient client;
    private final Map<String, String> query = new LinkedHashMap<>();

    RecordingList(AdminClient client) {
        this.client = client;
    }

    /** Those alone that have this; all of them where it is null. */
    RecordingList with(String key, @Nullable Object value) {
        if (value != null) {
            query.put(key, value instanceof Instant moment ? Long.toString(moment.toEpochMilli()) : value.toString());
        }
        return this;
    }

    /** One page, the latest first. */
    JsonNode page() {
        return client.get(PATH
                + (query.isEmpty()
                        ? ""
                        : query.entrySet().stream()
                                .map(entry -> entry.getKey() + "="
                                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&", "?", ""))));
    }

    /** All of them, a page after the other, the latest first. */
    void pages(Consumer<JsonNode> taker) {
        query.put("limit", Integer.toString(LONGEST_PAGE));
        JsonNode page;
        do {
            page = page();
            taker.accept(page);
            query.put("before", page.path("before").asString(""));
        } while (page.path("before").isNumber());
    }

    /** All of them in the order of time. */
    List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        pages(page -> page.path("recordings").forEach(all::add));
        return all.reversed();
    }
}

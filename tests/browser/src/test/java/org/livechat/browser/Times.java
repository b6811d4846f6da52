package org.livechat.browser;

import java.util.ArrayList;
import java.util.List;

/** Times that were measured alike, in ms. */
record Times(String what, List<Long> all) {
    Times(String what) {
        this(what, new ArrayList<>());
    }

    void add(long millis) {
        all.add(millis);
    }

    long worst() {
        return sorted().getLast();
    }

    private List<Long> sorted() {
        return all.stream().sorted().toList();
    }

    @Override
    public String toString() {
        List<Long> sorted = sorted();
        return "%s: median %d, worst %d ms of %s".formatted(what, sorted.get(sorted.size() / 2), worst(), sorted);
    }
}

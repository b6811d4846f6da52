package org.livechat.server.config;

/**
 * What operators can watch.
 *
 * @param events how many of the latest events are kept
 * @param readers the most readers at a time
 * @param whileUnread whether events are kept while nobody reads
 */
public record TraceConfig(int events, int readers, boolean whileUnread) {
    static TraceConfig read(Section section) {
        var config = new TraceConfig(
                section.integer("events", 4096, 16, 1_048_576),
                section.integer("readers", 16, 1, 1000),
                section.flag("while_unread", true));
        section.end();
        return config;
    }
}

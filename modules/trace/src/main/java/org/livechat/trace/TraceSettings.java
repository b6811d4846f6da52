package org.livechat.trace;

/**
 * What bounds the trace.
 *
 * @param events how many of the latest events are kept, for readers that fall behind and for those that come later
 * @param readers the most readers at a time
 * @param whileUnread whether events are kept while nobody reads, so that one who comes can see what has happened
 */
public record TraceSettings(int events, int readers, boolean whileUnread) {
    static final int FEWEST_EVENTS = 16;
    static final int MOST_EVENTS = 1 << 20;
    static final int MOST_READERS = 1000;

    public TraceSettings {
        requireWithin("trace.events", events, FEWEST_EVENTS, MOST_EVENTS);
        requireWithin("trace.readers", readers, 1, MOST_READERS);
    }

    public static TraceSettings defaults() {
        return new TraceSettings(4096, 16, true);
    }

    private static void requireWithin(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", must be " + least + " to " + most);
        }
    }
}

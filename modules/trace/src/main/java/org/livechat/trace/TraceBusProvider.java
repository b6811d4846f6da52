package org.livechat.trace;

import java.util.List;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.trace.TraceSinkProvider;

/** Makes the sink that {@code lctrace} reads. */
public final class TraceBusProvider implements TraceSinkProvider {
    private static final TraceSettings DEFAULTS = TraceSettings.defaults();

    private static final Setting<Integer> EVENTS = Setting.integer(
            "events",
            DEFAULTS.events(),
            TraceSettings.FEWEST_EVENTS,
            TraceSettings.MOST_EVENTS,
            "How many of the latest events are kept.");
    private static final Setting<Integer> READERS = Setting.integer(
            "readers", DEFAULTS.readers(), 1, TraceSettings.MOST_READERS, "The most readers at a time.");
    private static final Setting<Boolean> WHILE_UNREAD =
            Setting.flag("while_unread", DEFAULTS.whileUnread(), "Whether events are kept while nobody reads.");

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(EVENTS, READERS, WHILE_UNREAD);
    }

    @Override
    public TraceSink create(PartContext context) {
        Settings said = context.settings();
        return new TracePart(
                new TraceBus(new TraceSettings(said.get(EVENTS), said.get(READERS), said.get(WHILE_UNREAD))));
    }
}

package {{package}};

import java.util.List;
import java.util.Set;
import org.livechat.api.metrics.Metric;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Setting;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.trace.TraceSinkProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the sink as the section {@code {{name}}} of the configuration says. */
public final class AlarmSinkProvider implements TraceSinkProvider {
    private static final Logger log = LoggerFactory.getLogger("{{name}}");

    static final Setting<List<String>> OPERATIONS = Setting.texts(
            "operations",
            List.of("SECURITY_TOKEN_REFUSED", "SECURITY_ADMIN_REFUSED", "PLUGIN_REFUSED", "FLOOR_POLICY_FAILED"),
            "Which events are told, by the names that lctrace shows.");

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(OPERATIONS);
    }

    @Override
    public TraceSink create(PartContext context) {
        var sink = new AlarmSink(Set.copyOf(context.settings().get(OPERATIONS)), log::warn);
        context.metrics()
                .add(() -> List.of(
                        Metric.counter("{{metric}}.told", "Events that {{name}} told.", sink::told),
                        Metric.counter("{{metric}}.lost", "Events that came faster than {{name}} could tell.", sink::lost)));
        return sink;
    }
}

package {{package}};

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.livechat.api.trace.TraceEvent;

/** Without a server. Run with assertions on; ends with an exit code other than 0 when one fails. */
final class AlarmSinkTest {
    private AlarmSinkTest() {}

    public static void main(String[] arguments) throws InterruptedException {
        what_is_wanted_is_told_in_a_line();
        one_that_is_slow_loses_events_and_holds_nobody_up();
    }

    private static void what_is_wanted_is_told_in_a_line() throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (var sink = new AlarmSink(Set.of("ALARM"), lines::add)) {
            sink.start();
            sink.publish(event("OTHER", "nobody wants this"));
            sink.publish(event("ALARM", "two\nlines \u202eand more"));
            String line = lines.poll(10, TimeUnit.SECONDS);
            assert "ALARM user ann channel -: two?lines ?and more".equals(line) : line;
        }
    }

    private static void one_that_is_slow_loses_events_and_holds_nobody_up() {
        List<String> never = new ArrayList<>();
        try (var sink = new AlarmSink(Set.of("ALARM"), never::add)) {
            // Its thread is not started, so it is as slow as can be.
            for (int i = 0; i < 2000; i++) {
                sink.publish(event("ALARM", "again"));
            }
            assert sink.lost() == 976 : sink.lost();
        }
    }

    private static TraceEvent event(String operation, String summary) {
        return TraceEvent.system(0, Optional.empty(), Optional.of("ann"), operation, summary);
    }
}

package {{package}};

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/**
 * Tells some events in a line each. {@link #publish} is called under locks of the control plane and by the threads that relay: it
 * queues and never waits. What finds no room is lost, and counted.
 */
final class AlarmSink implements TraceSink {
    private static final int MOST_WAITING = 1024;

    private final Set<String> operations;
    private final Consumer<String> teller;
    private final BlockingQueue<TraceEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("{{name}}").daemon().unstarted(this::tell);

    /** @param teller takes the lines, and may take its time */
    AlarmSink(Set<String> operations, Consumer<String> teller) {
        this.operations = operations;
        this.teller = teller;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Events are made only where a sink asks for them; this one wants few, but has to see all. */
    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public void publish(TraceEvent event) {
        if (operations.contains(event.operation()) && !waiting.offer(event)) {
            lost.incrementAndGet();
        }
    }

    long told() {
        return told.get();
    }

    long lost() {
        return lost.get();
    }

    private void tell() {
        try {
            while (true) {
                teller.accept(line(waiting.take()));
                told.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A stranger chose some of the text: it is one line, whatever is in it.
    private static String line(TraceEvent event) {
        return "%s user %s channel %s: %s"
                .formatted(event.operation(), event.userId().orElse("-"), event.channelId().orElse("-"), event.summary())
                .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

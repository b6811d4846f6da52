package org.livechat.tools.bench;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;

/** One line on a terminal that says what goes on, written again and again; nothing if there is no terminal. */
final class Progress {
    private static final String ERASE_LINE = "\r\033[2K";
    private static final long INTERVAL_MILLIS = 500;

    private final Optional<PrintStream> out;
    private volatile Supplier<String> line = () -> "";
    private volatile boolean shown;

    private Progress(Optional<PrintStream> out) {
        this.out = out;
    }

    static Progress onTerminal() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(console -> console.isTerminal())
                .isPresent();
        Progress progress = new Progress(terminal ? Optional.of(System.err) : Optional.empty());
        if (terminal) {
            Thread.ofPlatform().daemon().name("progress").start(progress::run);
        }
        return progress;
    }

    /** What to show from now on; asked twice a second. */
    void show(Supplier<String> newLine) {
        line = newLine;
        shown = true;
    }

    /** Makes room for results. */
    void clear() {
        shown = false;
        out.ifPresent(stream -> stream.print(ERASE_LINE));
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                if (shown) {
                    out.ifPresent(stream -> stream.print(ERASE_LINE + line.get()));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.livechat.tools;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where a command writes.
 *
 * @param out takes the text
 * @param coloured whether it is a terminal that shows colours
 */
public record Screen(PrintWriter out, boolean coloured) {
    private static final String CLEAR = "\033[H\033[2J\033[3J";

    /** Standard output; coloured if it is a terminal and nobody asked for no colours (no-color.org). */
    public static Screen standard(PrintWriter out) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Screen(out, terminal && System.getenv("NO_COLOR") == null);
    }

    /** Whether something printed so far has not arrived; a writer to standard output does not know of it by itself. */
    static boolean isLost(PrintWriter out) {
        return out.checkError() || System.out.checkError();
    }

    /** In that style, if the screen shows any. */
    public String styled(Style style, String text) {
        return coloured ? style.of(text) : text;
    }

    /**
     * Prints a line at once.
     *
     * @throws CommandFailed when it cannot be written
     */
    public void line(String text) {
        out.println(text);
        requireWritten();
    }

    /** @throws CommandFailed when something printed so far cannot be written */
    void requireWritten() {
        if (isLost(out)) {
            throw CommandFailed.notWritten();
        }
    }

    /** Empties a terminal; a pipe gets everything, one after the other. */
    void clear() {
        if (coloured) {
            out.print(CLEAR);
        }
    }
}

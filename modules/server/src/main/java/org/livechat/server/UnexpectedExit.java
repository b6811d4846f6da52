package org.livechat.server;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names who ends the process, when it is not the server itself: Java lets every plug-in call System.exit, and the log would end
 * without a word. Runtime.halt and crashes of native code leave no time for that.
 */
final class UnexpectedExit {
    private static final Logger log = LoggerFactory.getLogger(UnexpectedExit.class);

    private volatile boolean expected;

    /** Begins to watch. */
    static UnexpectedExit watch() {
        var exit = new UnexpectedExit();
        Runtime.getRuntime().addShutdownHook(new Thread(exit::tell, "exit"));
        return exit;
    }

    /** The server ends by itself. */
    void expect() {
        expected = true;
    }

    private void tell() {
        if (!expected) {
            log.error(
                    "The server ends, since {}",
                    caller().map(frame -> "%s called System.exit (%s, line %d, module %s)"
                                    .formatted(
                                            frame.getClassName(),
                                            frame.getMethodName(),
                                            frame.getLineNumber(),
                                            frame.getModuleName()))
                            .orElse("it was told to by a signal, or a virtual thread of a plug-in called System.exit"));
        }
    }

    private static Optional<StackTraceElement> caller() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(stack -> caller(stack).stream())
                .findFirst();
    }

    /** The frame above System.exit. */
    private static Optional<StackTraceElement> caller(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .dropWhile(frame -> !isExit(frame))
                .dropWhile(frame -> "java.base".equals(frame.getModuleName()))
                .findFirst();
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals(Runtime.class.getName())
                && frame.getMethodName().equals("exit");
    }
}

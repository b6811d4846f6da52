package org.livechat.netlab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A browser of somebody: a process with a fake microphone and camera, in which a script runs before those of every page. */
interface Browser extends AutoCloseable {
    /** How one is started, in a folder of its own. */
    interface Starter {
        Browser start(Path profile, Devices devices, String script) throws IOException;
    }

    void open(URI page);

    /** Runs the body of a function in the page, waits if it returns a promise, and returns what comes of it as JSON has it. */
    Object run(String functionBody, Object... arguments);

    /** Whether an expression of the page is true. */
    default boolean is(String expression) {
        return Boolean.TRUE.equals(run("return " + expression));
    }

    @Override
    void close();
}

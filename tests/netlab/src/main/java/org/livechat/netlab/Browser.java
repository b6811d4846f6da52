package org.livechat.netlab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** A browser of somebody: a process with a fake microphone and camera, in which a script runs before those of every page. */
interface Browser extends AutoCloseable {
    /** One that is on the machine. */
    enum Kind {
        CHROMIUM,
        FIREFOX;

        /** As it is written, and shown. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The address that it sends media from, and so the one to reach it at: Firefox leaves loopback alone. */
        InetAddress address() throws IOException {
            return switch (this) {
                case CHROMIUM -> OwnAddress.LOOPBACK;
                case FIREFOX -> OwnAddress.ofTheMachine();
            };
        }

        Browser start(Path profile, Devices devices, String script) throws IOException {
            return switch (this) {
                case CHROMIUM -> ChromiumBrowser.start(profile, devices, script);
                case FIREFOX -> FirefoxBrowser.start(profile, devices, script);
            };
        }
    }

    /**
     * What fake devices hear and see.
     *
     * @param voice WAV
     * @param picture YUV4MPEG2
     * @param form of the picture, for a browser that reads no file
     */
    record Devices(Path voice, Path picture, MovingPicture form) {
        static Devices written(Path folder, MovingPicture form) throws IOException {
            return new Devices(ContinuousVoice.writeWav(folder), form.writeY4m(folder), form);
        }
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

package org.livechat.netlab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.livechat.firefox.Firefox;

/**
 * Debian's Firefox. Its fake microphone hears a tone, and a script draws what its camera sees: the one of its own shows one
 * colour, which takes no bits.
 */
record FirefoxBrowser(Firefox firefox) implements Browser {
    private static final int HERTZ = 440;

    static FirefoxBrowser start(Path profile, Devices devices, String script) throws IOException {
        Firefox firefox = Firefox.start(profile, HERTZ);
        MovingPicture form = devices.form();
        firefox.preload("window.netlabPicture = { width: %d, height: %d, framesPerSecond: %d };%n"
                        .formatted(form.width(), form.height(), form.framesPerSecond())
                + Page.script("camera.js")
                + script);
        return new FirefoxBrowser(firefox);
    }

    @Override
    public void open(URI page) {
        firefox.open(page);
    }

    @Override
    public Object run(String functionBody, Object... arguments) {
        return Objects.requireNonNullElse(firefox.run(functionBody, arguments), "");
    }

    @Override
    public void close() {
        firefox.close();
    }
}

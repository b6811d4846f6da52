package org.livechat.netlab;

import java.io.IOException;
import java.util.Locale;

/** What somebody takes part with. */
enum Agent {
    /** Debian's. */
    CHROMIUM {
        @Override
        Participant start(String name, Devices devices) throws IOException {
            return BrowserParticipant.start(name, this, OwnAddress.LOOPBACK, ChromiumBrowser::start, devices);
        }
    },
    /** Debian's; it leaves loopback alone. */
    FIREFOX {
        @Override
        Participant start(String name, Devices devices) throws IOException {
            return BrowserParticipant.start(name, this, OwnAddress.ofTheMachine(), FirefoxBrowser::start, devices);
        }
    },
    /** As applications have it: the library by itself, without a page. */
    LIBWEBRTC {
        @Override
        Participant start(String name, Devices devices) throws IOException {
            return LibwebrtcParticipant.start(name, devices);
        }
    };

    /** As it is written, and shown. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Starts it for somebody, who has not entered anything yet. */
    abstract Participant start(String name, Devices devices) throws IOException;
}

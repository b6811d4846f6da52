package org.livechat.netlab;

import java.net.URI;

/** Which page people at livechat use. */
enum LivechatPage {
    /** The one that comes with it: all that people use, and what drawing it costs. */
    CONSOLE {
        @Override
        Server.Guest guest(URI link, String person, Browser browser) {
            return new LivechatGuest(link, person, browser);
        }
    },
    /** Pictures and nothing else, as the page for Janus has them. */
    PLAIN {
        @Override
        Server.Guest guest(URI link, String person, Browser browser) {
            return new PlainGuest(link, person, browser);
        }
    };

    /** @param link the console's, of the ready line, with the token */
    abstract Server.Guest guest(URI link, String person, Browser browser);
}

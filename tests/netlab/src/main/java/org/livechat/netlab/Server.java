package org.livechat.netlab;

import java.io.IOException;
import java.net.URI;

/** A server that is measured. */
interface Server extends AutoCloseable {
    /** As it is called in tables. */
    String name();

    /** The page of somebody, in their browser; nothing is opened yet. People of one run meet, and no others. */
    Guest guest(String person, Browser browser, int run);

    /** The link to its console, with a token, for who takes part without a page. */
    default URI link() {
        throw new IllegalStateException(name() + " takes people with pages only; at livechat others take part, too");
    }

    @Override
    void close() throws IOException;

    /** Somebody at the server, for one case. None of these waits for media: that is the caller's, who leads it. */
    interface Guest {
        /** Opens the page and joins a channel or a conference. */
        void enter(Case.Scene scene);

        boolean isIn();

        /** Has the camera on, once one talks. */
        void showFace();

        /** Begins to talk. */
        void talk();

        boolean isTalking();

        void letGo();
    }
}

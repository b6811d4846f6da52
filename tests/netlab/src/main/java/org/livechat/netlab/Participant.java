package org.livechat.netlab;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Somebody behind a network of their own, who stays for one case after another. */
interface Participant extends AutoCloseable {
    String name();

    Agent agent();

    ImpairingRelay network();

    /** Enters what a scene is played in; returns when in. */
    void enter(Server server, Case.Scene scene, int run);

    /** Has the camera on, once one talks. */
    void showFace();

    /** Returns when talking. */
    void talk();

    void letGo();

    /** Leaves without a word. */
    void leave();

    /** Waits until a picture has been shown. */
    void awaitPicture();

    /** The statistics of the connections so far, oldest first, as {@link Samples} reads them. */
    JsonNode samples();

    @Override
    void close() throws IOException;
}

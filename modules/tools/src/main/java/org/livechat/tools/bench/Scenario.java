package org.livechat.tools.bench;

import java.util.concurrent.ScheduledExecutorService;
import tools.jackson.databind.node.ObjectNode;

/** Traffic of a kind, that a crowd makes. */
interface Scenario {
    String name();

    /** Writes down what it was asked for. */
    void describe(ObjectNode parameters);

    /** Changes a parameter by its option's name, for a sweep; false if there is none of that name. */
    boolean set(String parameter, int value);

    /** Lets users join and prepares their streams. */
    Load open(Crowd crowd, ScheduledExecutorService scheduler);

    /** As many receivers as the yardstick has to serve for one source; 0 if it has no equivalent. */
    int yardstickReceivers();

    boolean isVideo();
}

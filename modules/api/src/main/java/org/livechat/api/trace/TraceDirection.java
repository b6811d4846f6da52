package org.livechat.api.trace;

/** Which way what is traced went, with the name that a trace carries. */
public enum TraceDirection {
    /** A packet from a client. */
    IN("in"),
    /** A packet to a client. */
    OUT("out"),
    /** Something that happened in the server: a decision, a media event. */
    SYSTEM("sys");

    private final String wireName;

    TraceDirection(String wireName) {
        this.wireName = wireName;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }
}

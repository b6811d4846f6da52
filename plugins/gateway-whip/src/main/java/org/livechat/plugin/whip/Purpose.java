package org.livechat.plugin.whip;

/** What a client of this gateway is there for, and the path that it comes by. */
enum Purpose {
    /** WHIP: it talks into a channel. */
    PUBLISH("whip", "sendonly"),
    /** WHEP: it listens. */
    PLAY("whep", "recvonly");

    private final String name;
    private final String direction;

    Purpose(String name, String direction) {
        this.name = name;
        this.direction = direction;
    }

    /** Of the protocol, in lower case. */
    String protocol() {
        return name;
    }

    /** Where its endpoints are, one for each channel below it. */
    String path() {
        return "/" + name;
    }

    /** What a media section of such a client has to be. */
    String direction() {
        return direction;
    }
}

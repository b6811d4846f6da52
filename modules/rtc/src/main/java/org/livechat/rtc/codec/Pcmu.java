package org.livechat.rtc.codec;

/** G.711 in mu-law (RFC 3551 4.5.14). */
public final class Pcmu extends Rfc3551Audio {
    /** For ServiceLoader. */
    public Pcmu() {
        super("PCMU", 0);
    }
}

package org.livechat.rtc.codec;

/** G.711 in A-law (RFC 3551 4.5.14). */
public final class Pcma extends Rfc3551Audio {
    /** For ServiceLoader. */
    public Pcma() {
        super("PCMA", 8);
    }
}

package org.livechat.rtc.codec;

/** G.722 (RFC 3551 4.5.2). */
public final class G722 extends Rfc3551Audio {
    /** For ServiceLoader. */
    public G722() {
        super("G722", 9);
    }
}

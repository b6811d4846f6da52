package org.livechat.rtc.sdp;

/** A username fragment and password (RFC 8839 5.4). */
public record IceCredentials(String ufrag, String password) {
    /** Names the ufrag only. */
    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}

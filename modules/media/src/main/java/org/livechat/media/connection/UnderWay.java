package org.livechat.media.connection;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.livechat.rtc.dtls.DtlsHandshake;

/** The handshakes that have begun, which are bounded: one that is too many has the oldest given up. Thread-safe. */
final class UnderWay {
    private final SequencedSet<DtlsHandshake> oldestFirst = new LinkedHashSet<>();
    private final int most;

    UnderWay(int most) {
        this.most = most;
    }

    synchronized void add(DtlsHandshake handshake) {
        if (oldestFirst.size() == most) {
            oldestFirst.removeFirst().cancel();
        }
        oldestFirst.add(handshake);
    }

    synchronized void remove(DtlsHandshake handshake) {
        oldestFirst.remove(handshake);
    }
}

package org.livechat.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpStatus;

/** Bounds how many requests of users are answered at a time, of one and of all: an answer takes as long as its reader. Thread-safe. */
final class ReplayPlaces {
    private final int most;
    private final int mostOfUser;
    private final Map<String, Integer> ofUsers = new HashMap<>();
    private int taken;

    ReplayPlaces(int most, int mostOfUser) {
        this.most = most;
        this.mostOfUser = mostOfUser;
    }

    /**
     * Takes a place.
     *
     * @return gives it back; more than once is as once
     * @throws AdminCall.Refused when there is none
     */
    synchronized Runnable take(String userId) {
        int own = ofUsers.getOrDefault(userId, 0);
        if (own >= mostOfUser) {
            throw new AdminCall.Refused(
                    HttpStatus.TOO_MANY_REQUESTS_429,
                    "%d of your requests for recordings are being answered already; ask again later"
                            .formatted(mostOfUser));
        }
        if (taken >= most) {
            throw new AdminCall.Refused(
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "%d requests for recordings are being answered already; ask again later".formatted(most));
        }
        ofUsers.put(userId, own + 1);
        taken++;
        var isTaken = new AtomicBoolean(true);
        return () -> {
            if (isTaken.getAndSet(false)) {
                giveBack(userId);
            }
        };
    }

    private synchronized void giveBack(String userId) {
        taken--;
        ofUsers.compute(userId, (_, own) -> own == null || own == 1 ? null : own - 1);
    }
}

package org.livechat.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.livechat.api.store.Receipt;

/** What becomes of one change. The first word counts. */
final class Ticket implements Receipt {
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Duration patience;
    private final Runnable onImpatience;
    private final Runnable onNotKept;
    private volatile boolean kept;

    /**
     * @param onImpatience called by whoever has waited in vain
     * @param onNotKept called by whoever goes on although the change is not on disk
     */
    Ticket(Duration patience, Runnable onImpatience, Runnable onNotKept) {
        this.patience = patience;
        this.onImpatience = onImpatience;
        this.onNotKept = onNotKept;
    }

    void settle(boolean isKept) {
        if (settled.getCount() > 0) {
            kept = isKept;
            settled.countDown();
        }
    }

    @Override
    public boolean await() {
        try {
            if (!settled.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                onImpatience.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!kept) {
            onNotKept.run();
        }
        return kept;
    }
}

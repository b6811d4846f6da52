package org.livechat.core;

import org.livechat.api.store.Receipt;

/** What was decided under a lock, and the word on whether it is on disk, which is waited for under none. */
record Kept<T>(T result, Receipt receipt) {
    /** The result, once it is on disk, or in memory where the store fails. */
    T await() {
        receipt.await();
        return result;
    }
}

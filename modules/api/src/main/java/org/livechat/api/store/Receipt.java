package org.livechat.api.store;

/**
 * Whether a change is kept. May be asked by any thread.
 *
 * @since 1
 */
@FunctionalInterface
public interface Receipt {
    /**
     * Waits until that is known, for a few seconds at most; to be called under no lock.
     *
     * @return whether the change is on disk; false where the store fails or there is none, and the change is only in memory
     */
    boolean await();

    /** Of a change that is in memory alone. */
    static Receipt notKept() {
        return () -> false;
    }
}

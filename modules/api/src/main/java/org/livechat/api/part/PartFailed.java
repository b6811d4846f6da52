package org.livechat.api.part;

/**
 * A part cannot be made or started, for a reason that an operator can do something about: a port that is taken, a folder
 * that cannot be written.
 *
 * @since 1
 */
public final class PartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean forNow;

    /** @param reason one line: what failed, with the value, and what would be right */
    public PartFailed(String reason) {
        super(reason);
        this.forNow = false;
    }

    /** @param reason one line: what failed, with the value, and what would be right */
    public PartFailed(String reason, Throwable cause) {
        this(reason, cause, false);
    }

    private PartFailed(String reason, Throwable cause, boolean forNow) {
        super(reason, cause);
        this.forNow = forNow;
    }

    /**
     * A failure that may be over in seconds without anybody doing something, such as a disk that is slow: who has asked may ask again.
     *
     * @param reason one line: what failed, with the value, and what would be right
     * @since 1
     */
    public static PartFailed forNow(String reason, Throwable cause) {
        return new PartFailed(reason, cause, true);
    }

    /**
     * Whether it may be over in seconds.
     *
     * @since 1
     */
    public boolean isForNow() {
        return forNow;
    }
}

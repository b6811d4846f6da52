package org.livechat.api.part;

/**
 * A part cannot be made or started, for a reason that an operator can do something about: a port that is taken, a folder
 * that cannot be written.
 *
 * @since 1
 */
public final class PartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason one line: what failed, with the value, and what would be right */
    public PartFailed(String reason) {
        super(reason);
    }

    /** @param reason one line: what failed, with the value, and what would be right */
    public PartFailed(String reason, Throwable cause) {
        super(reason, cause);
    }
}

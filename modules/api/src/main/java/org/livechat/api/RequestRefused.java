package org.livechat.api;

/** A request that cannot be carried out, for a reason that its sender is told as it stands. Changes nothing. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * @param code the number the sender gets
     * @param reason what was wrong, with the value, and what would be right
     */
    public RequestRefused(ErrorCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** The sentence the sender gets. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}

package org.livechat.client;

/** The server answered a request with ERROR. */
public final class RequestFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    RequestFailed(int code, String reason) {
        super(code + " " + reason);
        this.code = code;
    }

    /** The number of {@link org.livechat.api.ErrorCode}, or one that this version does not know. */
    public int code() {
        return code;
    }
}

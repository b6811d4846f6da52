package org.livechat.server.provider;

/**
 * What a part threw, where nobody catches that by its own type: an Error, whatever it is called, is a bug of that part and no end
 * of the server. An exception that cannot even say what it is comes as one of these, too.
 */
public final class PartError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Throwable thrown;

    PartError(Throwable thrown) {
        super(thrown.toString(), thrown);
        this.thrown = thrown;
    }

    PartError(Throwable thrown, String text) {
        super(text);
        this.thrown = this;
        setStackTrace(thrown.getStackTrace());
    }

    /** What a part threw, as an exception that a caller can deal with: itself if it is one. */
    public static RuntimeException of(Throwable thrown) {
        Throwable loggable = Reason.loggable(thrown);
        return loggable instanceof RuntimeException exception ? exception : new PartError(loggable);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // whoever tells of it is to name what was thrown, and not this
    public String toString() {
        return String.valueOf(getMessage());
    }

    Throwable thrown() {
        return thrown;
    }
}

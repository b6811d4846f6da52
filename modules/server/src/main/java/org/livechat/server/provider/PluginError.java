package org.livechat.server.provider;

/**
 * Something thrown by the code of a plug-in that nobody catches by its own type: an Error, whatever it is called, is a bug of that
 * plug-in and no end of the server. An exception that cannot even say what it is comes as one of these, too.
 */
public final class PluginError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Throwable thrown;

    PluginError(Throwable thrown) {
        super(thrown.toString(), thrown);
        this.thrown = thrown;
    }

    PluginError(Throwable thrown, String text) {
        super(text);
        this.thrown = this;
        setStackTrace(thrown.getStackTrace());
    }

    /** What a plug-in threw, as an exception that a caller can deal with: itself if it is one. */
    public static RuntimeException of(Throwable thrown) {
        Throwable loggable = Reason.loggable(thrown);
        return loggable instanceof RuntimeException exception ? exception : new PluginError(loggable);
    }

    Throwable thrown() {
        return thrown;
    }
}

package org.livechat.tools;

/** Why a command did not do what it was asked, in one line, and the exit code that says so to scripts. */
public final class CommandFailed extends RuntimeException {
    static final int SERVER_SAID_NO = 1;
    static final int WRONG_USAGE = 2;
    static final int NOT_CONNECTED = 3;
    static final int NOT_WRITTEN = 4;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailed(int exitCode, String reason) {
        super(reason, null, false, false);
        this.exitCode = exitCode;
    }

    /** What the server refused. */
    public static CommandFailed serverSaidNo(String reason) {
        return new CommandFailed(SERVER_SAID_NO, reason);
    }

    /** The usage is right in form, and cannot be followed. */
    public static CommandFailed wrongUsage(String reason) {
        return new CommandFailed(WRONG_USAGE, reason);
    }

    /** What was to be printed has not arrived: a full disk, or a pipe that nobody reads. */
    public static CommandFailed notWritten() {
        return new CommandFailed(NOT_WRITTEN, "what was to be printed could not be written");
    }

    /** A file could not be written. */
    public static CommandFailed notWritten(String reason) {
        return new CommandFailed(NOT_WRITTEN, reason);
    }

    /** No server answers. */
    public static CommandFailed notConnected(String reason) {
        return new CommandFailed(NOT_CONNECTED, reason);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}

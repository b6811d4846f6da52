package org.livechat.server.plugin;

/** A plug-in that is not loaded. The message is one sentence: what is wrong with it and what would be right. */
public final class PluginRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what would be right */
    public PluginRefused(String message) {
        super(message);
    }

    /** @param message what is wrong and what would be right */
    public PluginRefused(String message, Throwable cause) {
        super(message, cause);
    }
}

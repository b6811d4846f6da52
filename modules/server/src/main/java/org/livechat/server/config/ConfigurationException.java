package org.livechat.server.config;

/** A configuration that cannot be used. The message is one line that names the place, what is wrong and what is right. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message, null, false, false);
    }
}

package org.livechat.api.part;

/**
 * A setting whose value is wrong. The message is one line that says where the value stands, what it is and what would be
 * right.
 *
 * @since 1
 */
public final class SettingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingRefused(String message) {
        super(message);
    }
}

package org.livechat.api;

import org.livechat.api.part.PartContext;
import org.livechat.api.part.PartProvider;

/**
 * Makes an {@link Authenticator}. Found with ServiceLoader, in the server and in plug-ins, and used only where the
 * configuration names it in {@code access.authenticators}: a plug-in alone lets nobody in.
 *
 * @since 1
 */
public interface AuthenticatorProvider extends PartProvider {
    /** By default a section of its name among the keys of {@code access}. */
    @Override
    default String section() {
        return "access." + name();
    }

    /**
     * Makes the authenticator, once, before the server accepts connections.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong: the server does not start
     */
    Authenticator create(PartContext context);
}

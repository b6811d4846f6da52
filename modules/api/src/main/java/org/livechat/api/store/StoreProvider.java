package org.livechat.api.store;

import org.livechat.api.part.PartProvider;

/**
 * Makes the {@link Store}. A server has one at most, which the configuration chooses by its name.
 *
 * @since 1
 */
public interface StoreProvider extends PartProvider {
    /**
     * Makes the store, once, before the control plane that asks it what an earlier run has left. A disk that cannot be used is no
     * reason to fail: the store says so as its {@linkplain Store#problem() problem}, and goes on.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     * @throws org.livechat.api.part.PartFailed when it cannot be made for another reason
     */
    Store create(StoreContext context);
}

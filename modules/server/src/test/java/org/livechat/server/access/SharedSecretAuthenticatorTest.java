package org.livechat.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.livechat.api.Authentication;
import org.livechat.api.ChannelSet;

class SharedSecretAuthenticatorTest {
    @Test
    void a_token_is_the_secret_or_nothing() {
        var authenticator = new SharedSecretAuthenticator("a good long one", ChannelSet.of("tour"));
        assertThat(authenticator.authenticate("ann", "a good long one")).isInstanceOf(Authentication.Accepted.class);
        assertThat(authenticator.authenticate("ann", "a good long on")).isEqualTo(Authentication.unknown());
        assertThat(authenticator.authenticate("ann", "")).isEqualTo(Authentication.unknown());
    }

    @Test
    void its_holders_hear_recordings_of_the_channels_that_are_configured_alone() {
        var authenticator = new SharedSecretAuthenticator("a good long one", ChannelSet.of("tour"));
        assertThat(authenticator.authenticate("ann", "a good long one"))
                .isInstanceOfSatisfying(Authentication.Accepted.class, accepted -> {
                    assertThat(accepted.credential().channels().replay()).isEqualTo(ChannelSet.of("tour"));
                    assertThat(accepted.credential().channels().join()).isEqualTo(ChannelSet.all());
                });
    }
}

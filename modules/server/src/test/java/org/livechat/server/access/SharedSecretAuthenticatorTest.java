package org.livechat.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.livechat.api.Authentication;

class SharedSecretAuthenticatorTest {
    @Test
    void a_token_is_the_secret_or_nothing() {
        var authenticator = new SharedSecretAuthenticator("a good long one");
        assertThat(authenticator.authenticate("ann", "a good long one")).isInstanceOf(Authentication.Accepted.class);
        assertThat(authenticator.authenticate("ann", "a good long on")).isEqualTo(Authentication.unknown());
        assertThat(authenticator.authenticate("ann", "")).isEqualTo(Authentication.unknown());
    }
}

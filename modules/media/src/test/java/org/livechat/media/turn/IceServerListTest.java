package org.livechat.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.media.IceServer;
import org.livechat.api.media.IceServers;

class IceServerListTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** As made by: printf '1700000060:ann' | openssl dgst -sha1 -hmac north -binary | base64. */
    private static final String PASSWORD = "FU+L3A2KrinuwW92i96aGoopJUw=";

    @Test
    void credentials_of_a_secret_expire_and_are_the_users_own() {
        assertThat(servers(new Access.SharedSecret("north")).apply("ann"))
                .isEqualTo(new IceServers(
                        List.of(new IceServer(
                                List.of("turn:192.0.2.7"), Optional.of("1700000060:ann"), Optional.of(PASSWORD))),
                        Optional.of(LIFETIME)));
    }

    @Test
    void fixed_credentials_do_not_expire() {
        assertThat(servers(new Access.Fixed("all", "pass")).apply("ann"))
                .isEqualTo(new IceServers(
                        List.of(new IceServer(List.of("turn:192.0.2.7"), Optional.of("all"), Optional.of("pass"))),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ann, ann",
                "Ann Lee, Ann%20Lee",
                "a:b, a%3Ab",
                "Zoë, Zo%C3%AB",
                "`o'neil`, o%27neil",
                "back\\slash, back%5Cslash",
            })
    void a_user_is_called_what_turn_servers_take(String userId, String called) {
        assertThat(servers(new Access.SharedSecret("north"))
                        .apply(userId)
                        .servers()
                        .getFirst()
                        .username())
                .contains("1700000060:" + called);
    }

    @Test
    void the_longest_name_fits_into_a_username_of_stun() {
        String called = TurnUser.of("\uD83D\uDE80".repeat(64));
        assertThat(called).hasSizeBetween(390, 400).matches("(%[0-9A-F]{2})+");
    }

    @Test
    void no_text_shows_what_is_secret() {
        assertThat(new Access.SharedSecret("hush").toString()
                        + new Access.Fixed("u", "hush")
                        + servers(new Access.Fixed("u", "hush")).apply("ann"))
                .doesNotContain("hush");
    }

    private static IceServerList servers(Access access) {
        return new IceServerList(
                List.of(new IceServerList.Group(List.of("turn:192.0.2.7"), access)), LIFETIME, () -> NOW);
    }
}

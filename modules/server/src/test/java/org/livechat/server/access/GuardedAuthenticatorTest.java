package org.livechat.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.part.Section;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

/** Who comes to an authenticator that fails is not let in, and hears no more than that the server failed. */
class GuardedAuthenticatorTest {
    static Stream<Authenticator> failing() {
        return Stream.of(
                (userId, token) -> {
                    throw new IllegalStateException("secret");
                },
                (userId, token) -> {
                    throw new StackOverflowError("secret");
                },
                (userId, token) -> nothing());
    }

    @SuppressWarnings("NullAway") // what a plug-in's author may do
    private static Authentication nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("failing")
    void a_failure_is_an_error_of_the_server(Authenticator authenticator) {
        assertThatThrownBy(() -> guarded(authenticator).authenticate("ann", "token"))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL))
                .hasMessageNotContaining("secret");
    }

    @Test
    void an_answer_and_a_refusal_are_its_own() {
        assertThat(guarded((userId, token) -> Authentication.unknown()).authenticate("ann", "token"))
                .isEqualTo(Authentication.unknown());
        var refused = new RequestRefused(ErrorCode.RATE_LIMITED, "later");
        assertThatThrownBy(() -> guarded((userId, token) -> {
                            throw refused;
                        })
                        .authenticate("ann", "token"))
                .isSameAs(refused);
    }

    @Test
    void what_it_tells_a_client_is_a_line_and_not_a_book() {
        String book = "no\n".repeat(1_000_000);
        assertThat(guarded((userId, token) -> Authentication.refused(book)).authenticate("ann", "token"))
                .isInstanceOfSatisfying(
                        Authentication.Refused.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("no no ")
                                .hasSizeLessThan(600)
                                .doesNotContain("\n"));
        assertThatThrownBy(() -> guarded((userId, token) -> {
                            throw new RequestRefused(ErrorCode.RATE_LIMITED, book);
                        })
                        .authenticate("ann", "token"))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(refused.reason()).hasSizeLessThan(600);
                });
    }

    private static Authenticator guarded(Authenticator authenticator) {
        var provided = new Provided(
                PartKind.AUTHENTICATOR,
                "door",
                new Section("access.door", List.of()),
                new SharedSecretProvider(""),
                "plug-in door 1",
                Optional.of("door"));
        return new GuardedAuthenticator(provided, authenticator);
    }
}

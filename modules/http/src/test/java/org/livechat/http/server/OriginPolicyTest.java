package org.livechat.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {
    private final OriginPolicy policy = new OriginPolicy(Set.of("https://Dispatch.example.org"));

    @ParameterizedTest
    @CsvSource({
        "http://a.example:8080, a.example:8080, true",
        "http://a.example, a.example, true",
        "http://A.example, a.EXAMPLE:80, true",
        "https://a.example, a.example, true",
        "https://a.example, a.example:443, true",
        "http://[::1]:8080, [::1]:8080, true",
        "http://[::1], [::1]:80, true",
        "https://dispatch.example.org, a.example:8080, true",
        "http://a.example:8081, a.example:8080, false",
        "http://b.example:8080, a.example:8080, false",
        "http://a.example.evil:8080, a.example:8080, false",
        "http://dispatch.example.org, a.example:8080, false",
        "null, a.example:8080, false",
        "'', a.example:8080, false",
        "http://a b, a.example:8080, false",
    })
    void origin_has_to_be_the_host_or_listed(String origin, String host, boolean allowed) {
        assertThat(policy.allows(List.of(origin), List.of(host))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/, https://a.example",
        "https://a.example:443, https://a.example",
        "http://a.example:80/, http://a.example",
        "http://A.example:08081, http://a.example:8081",
        "http://[::1]:8081, http://[::1]:8081",
        "capacitor://localhost, capacitor://localhost",
    })
    void what_is_listed_in_another_form_than_browsers_send_is_the_same(String listed, String sent) {
        assertThat(AllowedOrigin.isOne(listed)).isTrue();
        assertThat(new OriginPolicy(Set.of(listed)).allows(List.of(sent), List.of("b.example")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "",
                "a.example",
                "https://",
                "https://*.a.example",
                "https://a.example/console",
                "https://a.example:0",
                "https://a.example:65536",
                "https://ann@a.example",
                "https://a.example?x",
                "https://b\u00FCcher.example"
            })
    void what_no_browser_sends_is_no_origin(String listed) {
        assertThat(AllowedOrigin.isOne(listed)).isFalse();
    }

    @Test
    void programs_without_origin_are_allowed() {
        assertThat(policy.allows(List.of(), List.of("a.example"))).isTrue();
    }

    @Test
    void two_origins_are_none() {
        String own = "http://a.example";
        assertThat(policy.allows(List.of(own, own), List.of("a.example"))).isFalse();
    }
}

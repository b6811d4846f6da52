package org.livechat.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

package org.livechat.api.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final FailureLimit limit = new FailureLimit(3, now::get);

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    @Test
    void a_network_that_fails_too_often_waits_until_its_minute_is_over() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.allows(address("192.0.2.1"))).isTrue();
            limit.failed(address("192.0.2.1"));
        }
        assertThat(limit.allows(address("192.0.2.1"))).isFalse();
        assertThat(limit.allows(address("192.0.2.2"))).isTrue();
        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(limit.allows(address("192.0.2.1"))).isTrue();
    }

    @Test
    void one_subscriber_of_ipv6_is_one_network() {
        for (int i = 1; i <= 3; i++) {
            limit.failed(address("2001:db8::" + i));
        }
        assertThat(limit.allows(address("2001:db8::ffff"))).isFalse();
        assertThat(limit.allows(address("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void however_many_networks_fail_few_are_remembered() {
        for (int i = 0; i < 200_000; i++) {
            limit.failed(address("10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 255, i & 255)));
        }
        assertThat(limit.networks()).isBetween(1, 65_536);
    }
}

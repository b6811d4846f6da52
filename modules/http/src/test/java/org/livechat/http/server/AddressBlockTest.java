package org.livechat.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
    private static boolean contains(String block, String address) {
        return AddressBlock.read(block).orElseThrow().contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.7/32, 192.0.2.7, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "172.16.0.0/12, 172.31.0.1, true",
        "172.16.0.0/12, 172.32.0.1, false",
        "128.0.0.0/1, 255.0.0.1, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "fd00::/8, fdff::1, true",
        "::1, ::1, true",
        "::1, 0.0.0.1, false",
        "::ffff:192.0.2.7, 192.0.2.7, true",
    })
    void a_block_contains_what_begins_like_it(String block, String address, boolean contained) {
        assertThat(contains(block, address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/0",
                "::/0",
                "10.0.0.1/8",
                "10.0.0.0/255.0.0.0",
                "2001:db8::/129",
                "2001:db8::1/64",
                "127.1",
                "010.0.0.1",
                "256.0.0.1",
                "1.2.3.4.5",
                "[::1]",
                "fe80::1%eth0",
                "1:2:3",
                "192.0.2.7:80",
                "10.0.0.0/٨"
            })
    void what_is_no_address_or_block_is_none(String text) {
        assertThat(AddressBlock.read(text)).isEmpty();
        assertThat(TrustedProxies.isOne(text)).isFalse();
    }

    @Test
    void nobody_is_trusted_unless_listed() {
        assertThat(TrustedProxies.none().contains(InetAddress.getLoopbackAddress()))
                .isFalse();
    }
}

package org.livechat.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisedAddressTest {
    private static final InetAddress IPV4 = InetAddress.ofLiteral("198.51.100.4");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("2001:db8:7::6");

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void of_a_port_on_all_addresses_those_of_both_default_routes(String wildcard) {
        assertThat(AdvertisedAddress.of(InetAddress.ofLiteral(wildcard), routes(IPV4, IPV6)))
                .containsExactly(IPV4, IPV6);
    }

    @Test
    void a_family_without_a_route_has_none() {
        InetAddress all = InetAddress.ofLiteral("0.0.0.0");
        assertThat(AdvertisedAddress.of(all, routes(IPV4))).containsExactly(IPV4);
        assertThat(AdvertisedAddress.of(all, routes(IPV6))).containsExactly(IPV6);
        assertThat(AdvertisedAddress.of(all, routes())).containsExactly(InetAddress.getLoopbackAddress());
    }

    @Test
    void an_address_that_needs_the_name_of_an_interface_is_told_nobody() {
        assertThat(AdvertisedAddress.of(InetAddress.ofLiteral("::"), routes(IPV4, InetAddress.ofLiteral("fe80::1"))))
                .containsExactly(IPV4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "127.0.0.1"})
    void of_a_port_on_one_address_that_one(String bound) {
        InetAddress address = InetAddress.ofLiteral(bound);
        assertThat(AdvertisedAddress.of(address, routes(IPV4, IPV6))).containsExactly(address);
    }

    @Test
    void the_machine_s_own_routes_lead_from_its_own_addresses() throws SocketException {
        List<InetAddress> found = AdvertisedAddress.of(InetAddress.ofLiteral("0.0.0.0"));
        assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(2);
        for (InetAddress address : found) {
            assertThat(NetworkInterface.getByInetAddress(address))
                    .as("interface of %s", address)
                    .isNotNull();
        }
    }

    private static Function<InetAddress, Optional<InetAddress>> routes(InetAddress... locals) {
        return destination -> Arrays.stream(locals)
                .filter(local -> local.getAddress().length == destination.getAddress().length)
                .findFirst();
    }
}

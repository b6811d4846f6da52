package org.livechat.http.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as people and proxies write them. Names are none, so nothing is ever looked up. */
final class AddressLiteral {
    // The JDK would take 127.1 and 010.0.0.1 too, which mean different things to different programs.
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private AddressLiteral() {}

    /** An IPv4 address of four decimal numbers, or an IPv6 address without brackets and zone (RFC 4291 2.2). */
    static Optional<InetAddress> read(String text) {
        boolean sound = text.indexOf(':') < 0
                ? IPV4.matcher(text).matches()
                : IPV6.matcher(text).matches();
        if (!sound) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

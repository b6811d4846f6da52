package org.livechat.http.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a proxy has got a request from, as it says. */
sealed interface Hop {
    /** An address. Its port, where one is told, counts for nothing here. */
    record Known(InetAddress address) implements Hop {}

    /** The proxy does not know, or does not tell (RFC 7239 6.2, 6.3). */
    record Hidden() implements Hop {}

    /** What it says is not to be understood. */
    record Malformed() implements Hop {}

    /** The most characters of one; an address takes far fewer, and identifiers that are obfuscated have no need for more. */
    int LONGEST = 256;

    /** How many are looked at: nobody has more proxies in a row. */
    int MOST = 16;

    Pattern NODE = Pattern.compile(
            "(?:\\[(?<ipv6>[^\\]]*)\\]|(?<ipv4>[0-9.]+)|(?i:unknown)|_[A-Za-z0-9._-]+)(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?");

    /** A node of RFC 7239 6: IPv6 addresses stand in brackets, a port or one that is obfuscated may follow. */
    static Hop ofNode(String text) {
        Matcher node = NODE.matcher(text);
        if (text.length() > LONGEST || !node.matches()) {
            return new Malformed();
        }
        if (node.group("ipv6") != null) {
            return node.group("ipv6").indexOf(':') < 0 ? new Malformed() : ofAddress(node.group("ipv6"));
        }
        return node.group("ipv4") != null ? ofAddress(node.group("ipv4")) : new Hidden();
    }

    /** The same as X-Forwarded-For has it: an IPv6 address may stand without brackets, and then has no port. */
    static Hop ofBareNode(String text) {
        Optional<InetAddress> address = text.length() > LONGEST ? Optional.empty() : AddressLiteral.read(text);
        return address.<Hop>map(Known::new).orElseGet(() -> ofNode(text));
    }

    private static Hop ofAddress(String text) {
        return AddressLiteral.read(text).<Hop>map(Known::new).orElseGet(Malformed::new);
    }
}

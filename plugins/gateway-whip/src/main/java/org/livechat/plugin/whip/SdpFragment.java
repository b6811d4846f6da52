package org.livechat.plugin.whip;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a client says later about its side of ICE (RFC 8840). Its candidates are of no use: the server is ICE-lite, sends no
 * check, and learns an address from the check that comes from there.
 *
 * @param credentials the client's, where it says them
 */
record SdpFragment(Optional<Credentials> credentials) {
    private static final Pattern LINE = Pattern.compile("[a-z]=.*");
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    /** An ICE user name fragment and password (RFC 8839 5.4). */
    record Credentials(String ufrag, String password) {}

    /** @throws Refused when it is none (RFC 9725 4.3.1) */
    static SdpFragment of(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        Optional<String> ufrag = value(lines, "a=ice-ufrag:");
        Optional<String> password = value(lines, "a=ice-pwd:");
        if (lines.isEmpty()
                || !lines.stream().allMatch(line -> LINE.matcher(line).matches())
                || ufrag.isPresent() != password.isPresent()
                || !ufrag.map(value -> UFRAG.matcher(value).matches()).orElse(true)
                || !password.map(value -> PASSWORD.matcher(value).matches()).orElse(true)) {
            throw new Refused(
                    HttpStatus.BAD_REQUEST_400,
                    "the body is no SDP fragment: lines such as a=candidate:..., and a=ice-ufrag with a=ice-pwd or neither");
        }
        return new SdpFragment(ufrag.flatMap(name -> password.map(word -> new Credentials(name, word))));
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst();
    }
}

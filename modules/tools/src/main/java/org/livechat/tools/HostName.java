package org.livechat.tools;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A server as {@code --host} names it: a name, an IPv4 address, or an IPv6 address with or without brackets. */
public final class HostName implements ITypeConverter<String> {
    /** What people have at hand: a URL, or host and port in one. */
    private static final Pattern WITH_MORE =
            Pattern.compile("(?:([A-Za-z]+)://)?(\\[[^\\]]*\\]|[^\\[\\]:/]*)(?::([0-9]*))?(?:/.*)?");

    /** Made by picocli. */
    public HostName() {}

    @Override
    public String convert(String text) {
        if (isAlone(text)) {
            return text;
        }
        throw new TypeConversionException(
                (text.isBlank() ? "it is empty" : "'" + text + "' is no name or address of a machine alone")
                        + "; it has to be such as " + suggested(text));
    }

    private static boolean isAlone(String text) {
        try {
            URI uri = new URI("http://" + authority(text) + ":1/");
            return uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() == 1;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** As it stands in a URI (RFC 3986 3.2.2). */
    public static String authority(String host) {
        return host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String suggested(String text) {
        Matcher matcher = WITH_MORE.matcher(text.strip());
        if (!matcher.matches() || !isAlone(matcher.group(2))) {
            return "--host 127.0.0.1";
        }
        String port = matcher.group(3);
        return "--host " + matcher.group(2)
                + (port == null || port.isEmpty() ? "" : " --port " + port)
                + ("https".equalsIgnoreCase(matcher.group(1)) ? " --tls" : "");
    }
}

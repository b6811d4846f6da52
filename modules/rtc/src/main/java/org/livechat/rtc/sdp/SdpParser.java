package org.livechat.rtc.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one description, line by line. */
final class SdpParser {
    private static final int MAX_PAYLOAD_TYPE = 127;
    private static final int MAX_PORT = 65535;

    private final String text;
    private final List<Attribute> sessionAttributes = new ArrayList<>();
    private final List<OpenSection> sections = new ArrayList<>();
    private final Map<String, Integer> lineOfMid = new HashMap<>();

    private List<Attribute> attributes = sessionAttributes;
    private int line;

    SdpParser(String text) {
        this.text = text;
    }

    SessionDescription parse() {
        if (text.length() > SdpLimits.MAX_CHARACTERS) {
            throw new SdpException("a description has at most " + SdpLimits.MAX_CHARACTERS
                    + " characters, this one has " + text.length());
        }
        if (text.indexOf('\0') >= 0) {
            throw new SdpException(1 + count('\n', text.indexOf('\0')), "a NUL character has no place in SDP");
        }
        var start = 0;
        while (start < text.length()) {
            var newline = text.indexOf('\n', start);
            var end = newline < 0 ? text.length() : newline;
            accept(text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end));
            start = end + 1;
        }
        if (line == 0) {
            throw new SdpException("the description is empty");
        }
        return new SessionDescription(
                new Attributes(sessionAttributes),
                sections.stream().map(OpenSection::close).toList());
    }

    private void accept(String content) {
        line++;
        if (line > SdpLimits.MAX_LINES) {
            throw new SdpException(line, "a description has at most " + SdpLimits.MAX_LINES + " lines");
        }
        if (content.length() > SdpLimits.MAX_LINE_CHARACTERS) {
            throw new SdpException(line, "a line has at most " + SdpLimits.MAX_LINE_CHARACTERS + " characters");
        }
        if (content.indexOf('\r') >= 0) {
            throw new SdpException(line, "a carriage return stands at the end of a line only");
        }
        if (line == 1 && !content.equals("v=0")) {
            throw new SdpException(line, "a description begins with v=0");
        }
        if (content.isEmpty()) {
            return;
        }
        if (content.length() < 2 || content.charAt(1) != '=') {
            throw new SdpException(line, "a line is a letter, an equals sign and a value");
        }
        var value = content.substring(2);
        switch (content.charAt(0)) {
            case 'm' -> acceptMedia(value);
            case 'a' -> acceptAttribute(value);
            // times, bandwidths and connection addresses say nothing that ICE does not say better
            default -> {}
        }
    }

    private void acceptMedia(String value) {
        if (sections.size() == SdpLimits.MAX_MEDIA_SECTIONS) {
            throw new SdpException(line, "a description has at most " + SdpLimits.MAX_MEDIA_SECTIONS + " m= lines");
        }
        var words = value.split(" +", -1);
        if (words.length < 4 || Arrays.asList(words).contains("")) {
            throw new SdpException(line, "an m= line names a kind, a port, a protocol and at least one format");
        }
        var formats = List.of(words).subList(3, words.length);
        if (MediaSection.isRtp(words[2])) {
            formats.forEach(this::payloadType);
        }
        // the port may be followed by a number of ports (RFC 8866 5.14)
        var port = number(words[1].split("/", 2)[0], MAX_PORT, "a port");
        attributes = new ArrayList<>();
        sections.add(new OpenSection(words[0], port, words[2], formats, attributes, line));
    }

    private void acceptAttribute(String value) {
        var colon = value.indexOf(':');
        var attribute = colon < 0
                ? new Attribute(value, "", line)
                : new Attribute(value.substring(0, colon), value.substring(colon + 1), line);
        if (!sections.isEmpty()) {
            check(attribute);
        }
        attributes.add(attribute);
    }

    private void check(Attribute attribute) {
        if (attribute.name().equals("mid")) {
            checkMid(attribute.value());
        } else if (MediaSection.isRtp(sections.getLast().protocol())) {
            checkPayloadType(attribute);
        }
    }

    /** Formats of other protocols are any token (RFC 8866 9). */
    private void checkPayloadType(Attribute attribute) {
        var target = attribute.value().split(" ", 2)[0];
        switch (attribute.name()) {
            case "rtpmap", "fmtp" -> payloadType(target);
            case "rtcp-fb" -> {
                if (!target.equals("*")) {
                    payloadType(target);
                }
            }
            default -> {}
        }
    }

    private void checkMid(String mid) {
        if (mid.isEmpty()
                || mid.length() > SdpLimits.MAX_MID_CHARACTERS
                || !mid.chars().allMatch(SdpParser::isToken)) {
            throw new SdpException(
                    line,
                    "a mid is a token of 1 to " + SdpLimits.MAX_MID_CHARACTERS + " characters (RFC 5888 section 4)");
        }
        var earlier = lineOfMid.putIfAbsent(mid, line);
        if (earlier != null) {
            throw new SdpException(line, "mid " + mid + " stands in line " + earlier + " already");
        }
    }

    private void payloadType(String word) {
        number(word, MAX_PAYLOAD_TYPE, "an RTP payload type");
    }

    private int number(String word, int highest, String what) {
        if (word.isEmpty()
                || word.length() > Integer.toString(highest).length()
                || !word.chars().allMatch(c -> c >= '0' && c <= '9')
                || Integer.parseInt(word) > highest) {
            throw new SdpException(line, what + " is a number from 0 to " + highest + ", but this is " + excerpt(word));
        }
        return Integer.parseInt(word);
    }

    private static String excerpt(String word) {
        return word.length() > 20 ? word.substring(0, 20) + "..." : "\"" + word + "\"";
    }

    /** RFC 8866 section 9: token-char. */
    private static boolean isToken(int c) {
        return c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]".indexOf(c) < 0;
    }

    private int count(char wanted, int end) {
        return (int) text.substring(0, end).chars().filter(c -> c == wanted).count();
    }

    /** A section whose attributes are still to come. */
    private record OpenSection(
            String kind, int port, String protocol, List<String> formats, List<Attribute> attributes, int line) {
        MediaSection close() {
            return new MediaSection(kind, port, protocol, formats, new Attributes(attributes), line);
        }
    }
}

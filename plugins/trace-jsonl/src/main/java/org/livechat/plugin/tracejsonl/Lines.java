package org.livechat.plugin.tracejsonl;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.livechat.api.trace.TraceEvent;

/**
 * Lines of JSON in UTF-8 that wait to be written, with the keys of the server's own stream of events. A stranger chooses some of the
 * texts: whatever would move a cursor, end a line or turn the direction of reading is written as its number.
 */
final class Lines {
    /** Longer texts are cut, so that no line is longer than {@link #LONGEST_LINE}. */
    static final int LONGEST_SUMMARY = 2048;

    static final int LONGEST_NAME = 256;
    static final int LONGEST_LINE = 6 * (LONGEST_SUMMARY + 3 * LONGEST_NAME) + 256;

    private static final String CUT = "\u2026";
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[LONGEST_LINE];
    private int length;
    private int events;

    /** An event. */
    void add(TraceEvent event) {
        raw("{");
        members(event);
        raw("}\n");
        events++;
    }

    /** That events are missing here: as the server's stream says it, and with the number as a number. */
    void addLost(long count, long timestampMillis) {
        raw("{\"lost\":" + count + ",");
        members(TraceEvent.system(
                timestampMillis,
                Optional.empty(),
                Optional.empty(),
                "TRACE_LOST",
                count + " events came faster than they could be written"));
        raw("}\n");
    }

    private void members(TraceEvent event) {
        raw("\"ts\":" + event.timestampMillis() + ",\"dir\":\""
                + event.direction().wireName());
        raw("\",\"channel_id\":");
        text(event.channelId());
        raw(",\"user_id\":");
        text(event.userId());
        raw(",\"op\":" + event.op() + ",\"op_name\":");
        text(event.operation(), LONGEST_NAME);
        raw(",\"summary\":");
        text(event.summary(), LONGEST_SUMMARY);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** In bytes. */
    int length() {
        return length;
    }

    /** How many of the lines are events. */
    int events() {
        return events;
    }

    /** All of them, valid until something is added. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
        events = 0;
    }

    private void text(Optional<String> text) {
        text.ifPresentOrElse(some -> text(some, LONGEST_NAME), () -> raw("null"));
    }

    private void text(String text, int longest) {
        put('"');
        boolean isCut = text.length() > longest;
        int end = isCut ? longest - 1 : text.length();
        for (int at = 0; at < end; ) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (next > end) {
                break;
            }
            character(point);
            at = next;
        }
        if (isCut) {
            CUT.codePoints().forEach(this::character);
        }
        put('"');
    }

    private void character(int point) {
        switch (point) {
            case '"' -> raw("\\\"");
            case '\\' -> raw("\\\\");
            case '\n' -> raw("\\n");
            case '\r' -> raw("\\r");
            case '\t' -> raw("\\t");
            default -> {
                if (isUnsound(point)) {
                    number(point);
                } else {
                    utf8(point);
                }
            }
        }
    }

    // Controls of C0 and C1, what ends a line in JavaScript, what turns the direction (Unicode's UAX 9), half a
    // surrogate pair.
    private static boolean isUnsound(int point) {
        return point < 0x20
                || (point >= 0x7f && point <= 0x9f)
                || point == 0x2028
                || point == 0x2029
                || point == 0x061c
                || point == 0x200e
                || point == 0x200f
                || (point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069)
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private void number(int point) {
        raw("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[(point >> shift) & 0xf]);
        }
    }

    // RFC 3629 3
    private void utf8(int point) {
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xc0 | (point >> 6));
            put(0x80 | (point & 0x3f));
        } else if (point < 0x10000) {
            put(0xe0 | (point >> 12));
            put(0x80 | ((point >> 6) & 0x3f));
            put(0x80 | (point & 0x3f));
        } else {
            put(0xf0 | (point >> 18));
            put(0x80 | ((point >> 12) & 0x3f));
            put(0x80 | ((point >> 6) & 0x3f));
            put(0x80 | (point & 0x3f));
        }
    }

    private void raw(String ascii) {
        for (int at = 0; at < ascii.length(); at++) {
            put(ascii.charAt(at));
        }
    }

    private void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
    }
}

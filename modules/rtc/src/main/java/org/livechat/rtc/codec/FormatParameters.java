package org.livechat.rtc.codec;

import java.util.Optional;

/** The {@code name=value;name=value} list of an {@code a=fmtp} line. */
record FormatParameters(String text) {
    Optional<String> value(String name) {
        for (var parameter : text.split(";", -1)) {
            var equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return Optional.of(parameter.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** The number that a parameter is, however it is written; the text if it is none. */
    String numberOr(String name, int absent) {
        var written = valueOr(name, Integer.toString(absent));
        return written.matches("[0-9]{1,9}") ? Integer.toString(Integer.parseInt(written)) : written;
    }

    String valueOr(String name, String absent) {
        return value(name).orElse(absent);
    }
}

package org.livechat.tools.bench;

import java.util.ArrayList;
import java.util.List;
import org.livechat.tools.CommandFailed;

/**
 * One parameter that takes several values.
 *
 * @param parameter the name of its option, without dashes
 */
record Sweep(String parameter, List<Integer> values) {
    static Sweep parse(String text) {
        int equals = text.indexOf('=');
        List<Integer> values = new ArrayList<>();
        try {
            for (String value : text.substring(equals + 1).split(",", -1)) {
                values.add(Integer.valueOf(value.strip()));
            }
        } catch (NumberFormatException wrong) {
            equals = -1;
        }
        if (equals <= 0) {
            throw CommandFailed.wrongUsage("--sweep is such as listeners=10,50,100, not " + text);
        }
        return new Sweep(text.substring(0, equals), List.copyOf(values));
    }
}

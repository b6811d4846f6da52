package org.livechat.server.kit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server whose configuration is sound has to do without.
 *
 * @param refused names of plug-ins that are refused
 * @param failed policies and codecs that are left out
 */
public record Soundness(List<String> refused, List<String> failed) {
    public Soundness {
        refused = List.copyOf(refused);
        failed = List.copyOf(failed);
    }

    /** As one line. */
    public String words() {
        List<String> lacks = new ArrayList<>();
        if (!refused.isEmpty()) {
            lacks.add("%s refused (%s)".formatted(counted(refused, "plug-in"), String.join(", ", refused)));
        }
        if (!failed.isEmpty()) {
            lacks.add("%s left out (%s)".formatted(counted(failed, "part"), String.join(", ", failed)));
        }
        return lacks.isEmpty()
                ? "the configuration is sound"
                : "the configuration is sound, but %s; the log says why".formatted(String.join(" and ", lacks));
    }

    private static String counted(List<String> some, String what) {
        return some.size() == 1 ? "1 " + what + " is" : "%d %ss are".formatted(some.size(), what);
    }
}

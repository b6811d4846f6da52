package org.livechat.server.access;

import java.util.List;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

/**
 * The section {@code access} of the configuration, without those of authenticators.
 *
 * @param authenticators who is asked about a token, in this order
 * @param failuresPerMinute how often a client address may come with a wrong token until it has to wait
 * @param said where that was read
 */
public record AccessSection(List<String> authenticators, int failuresPerMinute, Settings said) {
    private static final Setting<List<String>> AUTHENTICATORS =
            Setting.texts("authenticators", List.of(Access.SECRET), "Who is asked about a token, in this order.");
    private static final Setting<Integer> FAILURES_PER_MINUTE = Setting.integer(
            "failures_per_minute",
            FailureLimit.DEFAULT_PER_MINUTE,
            1,
            1_000_000,
            "How often an address may come with a wrong token until it has to wait.");

    /** What may stand there. */
    public static final Section SECTION = new Section("access", List.of(AUTHENTICATORS, FAILURES_PER_MINUTE));

    /** Reads it. */
    public static AccessSection read(Settings said) {
        var section = new AccessSection(said.get(AUTHENTICATORS), said.get(FAILURES_PER_MINUTE), said);
        if (section.authenticators.isEmpty()) {
            throw said.refuse(AUTHENTICATORS, "is empty, so that nobody could come in; name secret or jwt");
        }
        return section;
    }

    /** An error about who is asked, to be thrown. */
    SettingRefused refuseAuthenticators(String problem) {
        return said.refuse(AUTHENTICATORS, problem);
    }

    /** Whether the shared secret lets people in. */
    public boolean takesSecret() {
        return authenticators.contains(Access.SECRET);
    }
}

package org.livechat.plugin.whip;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** A STUN or TURN server that clients may use (RFC 9725 4.6), as the value of a Link header. */
record IceServer(String link) {
    private static final Pattern URL = Pattern.compile("(stun|stuns|turn|turns):[^\\s<>\"]+");
    private static final Pattern QUOTABLE = Pattern.compile("[\\x20-\\x7e&&[^\"\\\\]]*");

    private static final Setting<String> ADDRESS = Setting.text(
            "url", "", "Its address, such as stun:stun.example.org or turn:turn.example.org?transport=udp.");
    private static final Setting<Optional<String>> USERNAME =
            Setting.optionalText("username", "The user name that a TURN server wants.");
    private static final Setting<Optional<String>> CREDENTIAL = Setting.optionalText(
                    "credential", "The password that a TURN server wants.")
            .secret();

    static final List<Setting<?>> KEYS = List.of(ADDRESS, USERNAME, CREDENTIAL);

    static IceServer read(Settings said) {
        String url = said.get(ADDRESS);
        if (!URL.matcher(url).matches()) {
            throw said.refuse(ADDRESS, "is '" + url + "', but has to begin with stun:, stuns:, turn: or turns:");
        }
        var link = new StringBuilder("<" + url + ">; rel=\"ice-server\"");
        said.get(USERNAME).ifPresent(name -> link.append("; username=\"" + quoted(said, USERNAME, name) + '"'));
        said.get(CREDENTIAL)
                .ifPresent(word -> link.append("; credential=\"" + quoted(said, CREDENTIAL, word) + '"')
                        .append("; credential-type=\"password\""));
        return new IceServer(link.toString());
    }

    private static String quoted(Settings said, Setting<?> setting, String value) {
        if (!QUOTABLE.matcher(value).matches()) {
            throw said.refuse(setting, "has a character that a header cannot carry: ASCII without \" and \\ can be");
        }
        return value;
    }
}

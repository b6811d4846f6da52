package {{package}};

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** Makes the authenticator as the section {@code access.{{name}}} of the configuration says. */
public final class PasswordsProvider implements AuthenticatorProvider {
    private static final Pattern USER = Pattern.compile("[^:,\\s]+:[0-9a-f]{64}");

    static final Setting<List<String>> USERS = Setting.texts(
                    "users",
                    List.of(),
                    "users and the SHA-256 of their passwords, such as ann:2bd806c9...",
                    text -> USER.matcher(text).matches(),
                    "Who may come in, as USER:SHA-256 of the password in hexadecimal digits.")
            .secret();
    static final Setting<Integer> PRIORITY =
            Setting.integer("priority", 100, 0, 255, "The highest floor priority that they may ask for.");

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(USERS, PRIORITY);
    }

    @Override
    public Authenticator create(PartContext context) {
        Settings said = context.settings();
        Map<String, byte[]> digests = new HashMap<>();
        for (String text : said.get(USERS)) {
            String[] parts = text.split(":", 2);
            if (digests.put(parts[0], HexFormat.of().parseHex(parts[1])) != null) {
                throw said.refuse(USERS, "has " + parts[0] + " twice");
            }
        }
        return new Passwords(digests, said.get(PRIORITY));
    }
}

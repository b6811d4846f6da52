package {{package}};

import java.util.List;
import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** Makes the part as the section {@code {{name}}} of the configuration says. */
public final class MembersPartProvider implements HttpPartProvider {
    static final Setting<String> PATH = Setting.text("path", "/{{name}}", "Where it answers.");
    static final Setting<Boolean> OPERATORS =
            Setting.flag("operators", true, "Whether it answers only those who have the admin token.");

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PATH, OPERATORS);
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        Settings said = context.settings();
        String path = said.get(PATH);
        if (!path.startsWith("/") || path.contains("*")) {
            throw said.refuse(PATH, "is '" + path + "', but has to start with / and hold no *");
        }
        return new MembersPart(context.control(), path, said.get(OPERATORS));
    }
}

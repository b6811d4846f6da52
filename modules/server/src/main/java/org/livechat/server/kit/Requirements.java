package org.livechat.server.kit;

import java.util.HashSet;
import java.util.Set;
import org.livechat.api.part.Settings;
import org.livechat.server.plugin.Plugins;
import org.livechat.server.plugin.PluginsSection;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

/**
 * Which parts a server cannot do without, and which it is to do without.
 *
 * @param parts what the configuration says of parts
 * @param plugins names of plug-ins whose parts are required
 */
record Requirements(PartsSection parts, Set<String> plugins) {
    static Requirements of(Blueprint blueprint) {
        Settings said = blueprint.configuration().of(PluginsSection.SECTION);
        return new Requirements(
                blueprint.parts(), PluginsSection.read(said, blueprint.home()).required());
    }

    boolean isRequired(Provided provided) {
        return provided.kind() == PartKind.MEDIA_PLANE
                || parts.required().contains(provided.name())
                || provided.plugin().map(plugins::contains).orElse(false);
    }

    boolean isDisabled(Provided provided) {
        return parts.disabled().contains(provided.name());
    }

    /** @throws org.livechat.api.part.SettingRefused when a part is required that nobody provides */
    void requireAll(Plugins found) {
        var names = new HashSet<String>();
        found.all().forEach(provided -> names.add(provided.name()));
        for (String name : parts.required().stream().sorted().toList()) {
            if (!names.contains(name)) {
                throw parts.refuseRequired("names '%s', but no jar in lib/ and no plug-in has a part of that name%s"
                        .formatted(name, found.whyAbsent(name).map("; "::concat).orElse("")));
            }
        }
    }
}

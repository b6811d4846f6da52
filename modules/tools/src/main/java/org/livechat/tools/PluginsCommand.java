package org.livechat.tools;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lcadmin plugins}: what a server consists of, and how a plug-in is loaded anew while it runs. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        description = "Plug-ins that are loaded, those that were refused and why, and all parts with their settings.",
        footer = {
            "",
            "A plug-in that brings floor policies and codecs alone is loaded anew by: lcadmin plugins reload NAME"
        })
final class PluginsCommand implements Runnable {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";
    private static final String PLUGINS = "/admin/plugins";

    @ParentCommand
    private @Nullable LcAdmin admin;

    @Override
    public void run() {
        LcAdmin lcadmin = lcadmin();
        AdminClient client = lcadmin.client();
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.set("plugins", client.get(PLUGINS));
        both.set("parts", client.get("/admin/parts"));
        lcadmin.show(both, AdminTables::kit);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Load a plug-in anew from its folder, or for the first time, while the server runs.",
                "Its floor policies and codecs take the place of those it brought before, and its settings are read again. "
                        + "One that brings other parts needs a restart."
            })
    void reload(@Parameters(paramLabel = "NAME", description = "The name of its folder.") String name) {
        if (!name.matches(NAME)) {
            throw CommandFailed.wrongUsage(
                    "'%s' is no plug-in's name, which is that of its folder in plugins/: 1 to 64 of a-z 0-9 -"
                            .formatted(name));
        }
        JsonNode loaded = lcadmin().client().send("POST", PLUGINS + "/" + AdminClient.segment(name) + "/reload");
        lcadmin()
                .done(
                        loaded,
                        "plug-in %s %s is loaded anew: %s"
                                .formatted(
                                        AdminTables.text(loaded, "name"),
                                        AdminTables.text(loaded, "version"),
                                        AdminTables.text(loaded, "provides")));
    }

    private LcAdmin lcadmin() {
        return Optional.ofNullable(admin).orElseThrow();
    }
}

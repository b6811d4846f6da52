package org.livechat.server.newplugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livechat.server.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lcserver new-plugin}: writes the folder of a plug-in that works, to be made into another. */
@Command(
        name = "new-plugin",
        mixinStandardHelpOptions = true,
        description = {
            "Write the folder of a new plug-in: sources, a test, and a script that builds it and puts it into this installation.",
            "It needs a JDK 25 and nothing else: no network, no build tool."
        },
        footer = {
            "",
            "Kinds, and what the example does. Loaded while the server runs, by lcadmin plugins reload NAME:",
            "  floor-policy   the more urgent talks, everyone else takes turns",
            "  codec          wideband speech with one parameter",
            "Loaded by a restart of the server:",
            "  authenticator  users with a password each",
            "  gateway        lines of text over TCP",
            "  trace-sink     tells the log what operators should hear of",
            "  http-part      says how many members each channel has",
            "",
            "Example: lcserver new-plugin floor-policy residents && residents/build"
        })
public final class NewPlugin implements Callable<Integer> {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "What it adds to a server: one of those below.")
    private String kind = "";

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "What plug-in, part and folder are called: 1 to 64 of a-z 0-9 -.")
    private String name = "";

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "The folder to make (one called NAME, in the current one).")
    private @Nullable Path folder;

    /** @throws ConfigurationException when it cannot be written so, which is one line */
    @Override
    public Integer call() {
        Template template = Template.of(kind).orElseThrow(() -> unknown(kind));
        PluginName plugin = checked(name);
        Path home = Path.of(System.getProperty("livechat.home", "")).toAbsolutePath();
        TakenNames.reason(name, home.resolve("plugins")).ifPresent(reason -> {
            throw new ConfigurationException(reason + "; choose another");
        });
        Path target = Optional.ofNullable(folder)
                .orElseGet(() -> Path.of(name))
                .toAbsolutePath()
                .normalize();
        write(template, plugin, home, target);
        if (spec != null) {
            spec.commandLine()
                    .getOut()
                    .println("The %s %s is in %s. Build and test it: %s"
                            .formatted(template.word(), name, target, target.resolve("build")));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private static ConfigurationException unknown(String kind) {
        String which = switch (kind) {
            case "media-plane", "datagram-transport", "web-server" ->
                "there is no template for a %s, which is no small thing to begin with".formatted(kind);
            default -> "there is no kind '%s'".formatted(kind);
        };
        return new ConfigurationException("%s; the kinds are %s".formatted(which, Template.words()));
    }

    private static PluginName checked(String name) {
        try {
            return new PluginName(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private static void write(Template template, PluginName plugin, Path home, Path target) {
        Map<String, String> values = Map.of(
                "name", plugin.name(),
                "module", plugin.module(),
                "package", plugin.module(),
                "metric", plugin.identifier(),
                "test", template.test(),
                "description", template.description(),
                "next", template.next(plugin.name()),
                "home", quoted(home.toString()));
        try {
            Optional<Path> parent = Optional.ofNullable(target.getParent());
            if (parent.isPresent()) {
                Files.createDirectories(parent.get());
            }
            // Fails where there is anything, even an empty folder: nothing is ever written over.
            Files.createDirectory(target);
            for (Template.File file : template.files(plugin)) {
                Path place = target.resolve(file.place());
                Files.createDirectories(place.getParent());
                Files.writeString(place, filled(text(file.resource()), values));
            }
            if (!target.resolve("build").toFile().setExecutable(true, false)) {
                throw new IOException(target.resolve("build") + " cannot be made executable");
            }
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException("%s is there already; nothing is written over".formatted(e.getFile()));
        } catch (IOException e) {
            throw new ConfigurationException("%s cannot be written: %s".formatted(target, e));
        }
    }

    /** A text as one word of a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = NewPlugin.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the template " + resource + " is missing in this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String filled(String template, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(values.get(found.group(1)))
                        .orElseThrow(() -> new IllegalStateException("the templates know no " + found.group()))));
    }
}

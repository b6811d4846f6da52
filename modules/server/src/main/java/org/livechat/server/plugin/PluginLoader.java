package org.livechat.server.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.livechat.api.part.FileProblem;
import org.livechat.api.part.PluginStatus;
import org.livechat.api.part.Section;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the plug-ins of a server, folder by folder in the order of their names. One that is broken is refused with one
 * line of the log and hurts nobody else, unless the configuration requires it.
 */
public final class PluginLoader {
    private static final Logger log = LoggerFactory.getLogger(PluginLoader.class);

    private final PluginsSection config;
    private final List<Section> fixed;
    private final ModuleLayer server;
    private final Patience patience;

    /**
     * @param config where the plug-ins are, and which are wanted
     * @param fixed the sections of the configuration that are no provider's, and that no plug-in may claim
     */
    public PluginLoader(PluginsSection config, List<Section> fixed) {
        this(config, fixed, Patience.TO_BEGIN);
    }

    PluginLoader(PluginsSection config, List<Section> fixed, Patience patience) {
        this.config = config;
        this.patience = patience;
        this.fixed = List.copyOf(fixed);
        this.server =
                Optional.ofNullable(PluginLoader.class.getModule().getLayer()).orElseGet(ModuleLayer::boot);
    }

    /**
     * Loads all plug-ins.
     *
     * @throws org.livechat.api.part.SettingRefused when one that is required is refused or missing
     */
    public Plugins loadAll() {
        Plugins plugins = Plugins.none(fixed);
        for (Path folder : folders()) {
            plugins = with(plugins, new PluginFolder(folder));
        }
        requireRequired(plugins);
        return plugins;
    }

    /**
     * Loads one plug-in, whatever became of it before.
     *
     * @param plugins the others
     * @throws PluginRefused when it is refused, disabled, or has no folder
     */
    public Plugins loadAnew(Plugins plugins, String name) {
        if (config.disabled().contains(name)) {
            throw new PluginRefused("plugins.disabled names it");
        }
        Path folder = folders().stream()
                .filter(candidate -> candidate.getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new PluginRefused(
                        "there is no folder %s".formatted(config.folder().resolve(name))));
        return plugins.with(new PluginFolder(folder).load(server, patience));
    }

    /**
     * Logs what became of every plug-in. Not done while they are loaded, since what is wrong with the configuration is said
     * first, and alone.
     */
    public void report(Plugins plugins) {
        if (!Files.isDirectory(config.folder())) {
            log.warn("There is no folder {}, so there are no plug-ins", config.folder());
        }
        reportMisplaced();
        new TreeSet<>(config.disabled())
                .stream()
                        .filter(name -> !plugins.refused().containsKey(name))
                        .forEach(name -> log.warn(
                                "plugins.disabled names '{}', but there is no folder {}",
                                name,
                                config.folder().resolve(name)));
        for (PluginStatus status : plugins.statuses()) {
            switch (status.outcome()) {
                case LOADED ->
                    log.info(
                            "Plug-in {} {}: {}",
                            status.name(),
                            status.version().orElse(""),
                            String.join(", ", status.provides()));
                case REFUSED ->
                    log.warn(
                            "Plug-in {} is refused: {}",
                            status.name(),
                            status.reason().orElse(""));
                case DISABLED -> log.info("Plug-in {} is disabled", status.name());
            }
        }
    }

    private List<Path> folders() {
        return entries().stream().filter(Files::isDirectory).toList();
    }

    private List<Path> entries() {
        if (!Files.exists(config.folder())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(config.folder())) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .sorted(Comparator.comparing(PluginLoader::name))
                    .toList();
        } catch (NotDirectoryException e) {
            throw config.refuseFolder("is %s, which is a file, but has to be a folder".formatted(config.folder()));
        } catch (IOException e) {
            throw config.refuseFolder(
                    "is %s, which cannot be read: %s".formatted(config.folder(), FileProblem.words(e)));
        }
    }

    // A plug-in that somebody put there and that is none, by its looks.
    private void reportMisplaced() {
        for (Path entry : entries()) {
            if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
                log.warn("{} is a link that leads nowhere, so there is no plug-in {}", entry, name(entry));
            } else if (Files.isRegularFile(entry) && name(entry).matches(".*\\.(jar|zip|tar|gz)")) {
                log.warn("{} is not loaded: a plug-in is a folder with its jars and a plugin.yaml", entry);
            }
        }
    }

    private static String name(Path entry) {
        return entry.getFileName().toString();
    }

    private Plugins with(Plugins plugins, PluginFolder folder) {
        if (config.disabled().contains(folder.name())) {
            return plugins.without(status(folder, PluginStatus.Outcome.DISABLED, Optional.empty()));
        }
        try {
            return plugins.with(folder.load(server, patience));
        } catch (PluginRefused e) {
            String reason = Reason.oneLine(String.valueOf(e.getMessage()));
            log.debug("Why plug-in {} is refused", folder.name(), e);
            return plugins.without(status(folder, PluginStatus.Outcome.REFUSED, Optional.of(reason)));
        }
    }

    private static PluginStatus status(PluginFolder folder, PluginStatus.Outcome outcome, Optional<String> reason) {
        return new PluginStatus(folder.name(), outcome, Optional.empty(), List.of(), reason);
    }

    private void requireRequired(Plugins plugins) {
        for (String name : new TreeSet<>(config.required())) {
            if (plugins.find(name).isPresent()) {
                continue;
            }
            PluginStatus status = plugins.refused().get(name);
            throw config.refuseRequired(
                    status == null
                            ? "names '%s', but there is no folder %s"
                                    .formatted(name, config.folder().resolve(name))
                            : "names '%s', which is refused: %s"
                                    .formatted(name, status.reason().orElse("")));
        }
    }
}

package org.livechat.server.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.core.config.CoreConfiguration;
import org.livechat.server.access.AccessSection;
import org.livechat.server.access.SharedSecretProvider;
import org.livechat.server.config.Configuration;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.Overrides;
import org.livechat.server.config.UnknownSections;
import org.livechat.server.plugin.PluginLoader;
import org.livechat.server.plugin.PluginRefused;
import org.livechat.server.plugin.Plugins;
import org.livechat.server.plugin.PluginsSection;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;
import org.livechat.server.watch.WatchdogSection;

/**
 * What a server is to consist of, before any of it is there: the providers that were found, and what the configuration says
 * to each. Immutable.
 */
public final class Blueprint {
    private static final Setting<String> DATA =
            Setting.text("data", "data", "The folder of what the server keeps; has to be writable.");
    private static final Section ROOT = new Section("", List.of(DATA));

    /** The sections that are no provider's. */
    private static final List<Section> FIXED = Stream.of(
                    List.of(ROOT, AccessSection.SECTION, SharedSecretProvider.SECTION),
                    CoreConfiguration.sections(),
                    List.of(PluginsSection.SECTION, PartsSection.SECTION, WatchdogSection.SECTION))
            .flatMap(List::stream)
            .toList();

    private final Source source;
    private final PluginLoader loader;
    private final Plugins plugins;
    private final Configuration configuration;

    /** Where the configuration comes from. */
    private record Source(Optional<Path> file, Overrides overrides, Path home) {
        Configuration read(List<Section> declared, UnknownSections unknown) {
            return Configuration.read(file, overrides, declared, unknown);
        }
    }

    private Blueprint(Source source, PluginLoader loader, Plugins plugins, Configuration configuration) {
        this.source = source;
        this.loader = loader;
        this.plugins = plugins;
        this.configuration = configuration;
    }

    /**
     * Loads the plug-ins and reads the configuration.
     *
     * @param file the YAML file, if there is one
     * @param overrides what the environment and the command line say
     * @param home the server's own folder, which relative files are taken from
     * @throws ConfigurationException when something is wrong that stops the start
     * @throws org.livechat.api.part.SettingRefused when that is a value
     */
    public static Blueprint read(Optional<Path> file, Overrides overrides, Path home) {
        var source = new Source(file, overrides, home);
        // What plug-ins there are decides what may stand in the rest.
        Configuration first = source.read(List.of(PluginsSection.SECTION), UnknownSections.IGNORED);
        var loader = new PluginLoader(PluginsSection.read(first.of(PluginsSection.SECTION), home), FIXED);
        Plugins plugins = loader.loadAll();
        return new Blueprint(source, loader, plugins, configured(source, plugins));
    }

    /**
     * The same with one plug-in loaded anew or for the first time, and the configuration read again.
     *
     * @throws PluginRefused when the plug-in is refused
     * @throws ConfigurationException when the configuration is wrong
     * @throws org.livechat.api.part.SettingRefused when that is a value
     */
    Blueprint withPlugin(String name) {
        Plugins more = loader.loadAnew(plugins, name);
        return new Blueprint(source, loader, more, configured(source, more));
    }

    private static Configuration configured(Source source, Plugins plugins) {
        List<Section> sections = sections(plugins);
        return source.read(sections, new SectionsOfAbsentPlugins(plugins, sections));
    }

    private static List<Section> sections(Plugins plugins) {
        List<Section> sections = new ArrayList<>(FIXED);
        Stream.of(PartKind.values())
                .flatMap(kind -> plugins.of(kind).stream())
                .map(Provided::section)
                .filter(section -> !section.settings().isEmpty())
                .forEach(sections::add);
        return sections;
    }

    /** Logs what became of every plug-in. */
    void reportPlugins() {
        loader.report(plugins);
    }

    /** The folder for what outlives a restart; a relative one is taken from where the process runs. */
    public Path dataFolder() {
        return Path.of(configuration.of(ROOT).get(DATA));
    }

    /** Whether the shared secret lets people in. */
    public boolean takesSecret() {
        return access().takesSecret();
    }

    /** Every key with its value in effect; secret ones are hidden. */
    public Map<String, String> effective() {
        return configuration.effective();
    }

    Configuration configuration() {
        return configuration;
    }

    /** What is said in the section of a provider. */
    Settings settings(Provided provided) {
        Section section = provided.section();
        return section.settings().isEmpty() ? Settings.of(List.of(), Map.of()) : configuration.of(section);
    }

    Plugins plugins() {
        return plugins;
    }

    Path home() {
        return source.home();
    }

    AccessSection access() {
        return AccessSection.read(configuration.of(AccessSection.SECTION));
    }

    /** A floor policy as it is configured, by its name, without the bounds in time that a live server has for it. */
    public Optional<FloorPolicy> policy(String name) {
        return plugins.of(PartKind.FLOOR_POLICY).stream()
                .filter(provided -> provided.name().equals(name))
                .findFirst()
                .map(provided -> ((FloorPolicy) provided.provider()).configured(settings(provided)));
    }

    Duration watchdogPatience() {
        return WatchdogSection.patience(configuration.of(WatchdogSection.SECTION));
    }

    PartsSection parts() {
        return PartsSection.read(configuration.of(PartsSection.SECTION));
    }
}

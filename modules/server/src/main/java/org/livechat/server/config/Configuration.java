package org.livechat.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/**
 * The values in effect of all keys that somebody has declared: an option before the environment, that before the file, and
 * that before the default.
 */
public final class Configuration {
    private final Map<Section, Settings> sections;
    private final Map<String, String> effective;

    private Configuration(Map<Section, Settings> sections, Map<String, String> effective) {
        this.sections = sections;
        this.effective = effective;
    }

    /**
     * Reads the configuration.
     *
     * @param file the YAML file, if there is one
     * @param overrides what the environment and the command line say
     * @param declared all sections; no key may be declared twice
     * @throws ConfigurationException naming the first thing that is wrong
     * @throws org.livechat.api.part.SettingRefused when that is a value
     */
    public static Configuration read(
            Optional<Path> file, Overrides overrides, List<Section> declared, UnknownSections unknown) {
        YamlMapping root =
                file.map(path -> YamlFile.read(path, path.toString())).orElseGet(YamlFile::none);
        return read(root, overrides, declared, unknown);
    }

    static Configuration read(YamlMapping root, Overrides overrides, List<Section> declared, UnknownSections unknown) {
        Map<Section, Settings> sections = new LinkedHashMap<>();
        Map<String, String> effective = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>();
        for (Section section : declared) {
            for (Setting<?> setting : section.settings()) {
                paths.add(section.pathOf(setting));
            }
        }
        requireDistinct(paths);
        var known = new KnownKeys(paths, unknown);
        // Before any value: a key that is misspelt leaves another at its default, which may be what is wrong then.
        root.refuseUnknown(known);
        overrides.refuseUnknown(known);
        for (Section section : declared) {
            Map<Setting<?>, Found<?>> values = new HashMap<>();
            for (Setting<?> setting : section.settings()) {
                Found<?> found = Found.in(root, section.pathOf(setting), setting, overrides);
                values.put(setting, found);
                effective.put(section.pathOf(setting), found.written());
            }
            sections.put(section, new FoundSettings(section.path(), root.place(), values));
        }
        return new Configuration(sections, effective);
    }

    private static void requireDistinct(List<String> paths) {
        var seen = new HashMap<String, String>();
        for (String path : paths) {
            if (seen.put(path, path) != null) {
                throw new ConfigurationException(
                        "two parts declare the key " + path + "; each needs a section of its own");
            }
        }
    }

    /**
     * What is said in one section.
     *
     * @throws IllegalArgumentException if it was not declared
     */
    public Settings of(Section section) {
        Settings settings = sections.get(section);
        if (settings == null) {
            throw new IllegalArgumentException("the section " + section.path() + " was not declared");
        }
        return settings;
    }

    /** Every key with its value in effect, in the order of declaration; secret ones are hidden. */
    public Map<String, String> effective() {
        return Collections.unmodifiableMap(effective);
    }

    /** The keys of one section with their values in effect, by their whole paths; secret ones are hidden. */
    public Map<String, String> effective(Section section) {
        Map<String, String> values = new LinkedHashMap<>();
        section.settings()
                .forEach(setting ->
                        values.put(section.pathOf(setting), effective.getOrDefault(section.pathOf(setting), "")));
        return values;
    }
}

package org.livechat.server.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.PluginDescriptor;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.ProviderUnsound;

/** The folder of one plug-in: its {@code plugin.yaml} and its jars. */
final class PluginFolder {
    private static final String DESCRIPTOR = "plugin.yaml";
    private static final String API_VERSION = "1";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** @throws PluginRefused for whatever reason, foreseen or not */
    Plugin load(ModuleLayer server) {
        try {
            PluginDescriptor descriptor = descriptor();
            ModuleLayer layer = PluginLayer.of(jars(), server);
            List<Provided> provided = Provided.byPlugin(layer, descriptor.name(), descriptor.version());
            if (provided.isEmpty()) {
                throw new PluginRefused("it provides none of "
                        + Stream.of(PartKind.values())
                                .map(kind -> kind.service().getName())
                                .collect(Collectors.joining(", ")));
            }
            return new Plugin(descriptor, provided);
        } catch (PluginRefused e) {
            throw e;
        } catch (ConfigurationException | SettingRefused | ProviderUnsound e) {
            throw new PluginRefused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new PluginRefused("it cannot be read: " + e, e);
        } catch (ServiceConfigurationError e) {
            String cause = e.getCause() == null ? "" : ": " + e.getCause();
            throw new PluginRefused(e.getMessage() + cause, e);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new PluginRefused("it failed while it was loaded: " + e, e);
        }
    }

    private PluginDescriptor descriptor() {
        var descriptor = PluginDescriptor.read(folder.resolve(DESCRIPTOR), DESCRIPTOR);
        if (!NAME.matcher(descriptor.name()).matches()) {
            throw new PluginRefused(
                    "%s: name is '%s', but has to be 1 to 64 of a-z 0-9 -".formatted(DESCRIPTOR, descriptor.name()));
        }
        if (!descriptor.name().equals(name())) {
            throw new PluginRefused("%s: name is '%s', but its folder is called '%s'; both have to be the same"
                    .formatted(DESCRIPTOR, descriptor.name(), name()));
        }
        if (!descriptor.api().equals(API_VERSION)) {
            throw new PluginRefused("%s: api is '%s', but this server has version '%s'"
                    .formatted(DESCRIPTOR, descriptor.api(), API_VERSION));
        }
        return descriptor;
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new PluginRefused("there is no jar in its folder");
            }
            return jars;
        }
    }
}

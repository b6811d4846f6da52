package org.livechat.server.plugin;

import java.io.IOException;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livechat.api.part.FileProblem;
import org.livechat.api.part.PartFailed;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.PluginDescriptor;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.ProviderUnsound;
import org.livechat.server.provider.Reason;

/** The folder of one plug-in: its {@code plugin.yaml} and its jars. */
final class PluginFolder {
    private static final String DESCRIPTOR = "plugin.yaml";
    private static final String API_VERSION = "1";

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** @throws PluginRefused for whatever reason, foreseen or not */
    Plugin load(ModuleLayer server, Patience patience) {
        try {
            PluginDescriptor descriptor = descriptor();
            return patience.await("the making of its providers", () -> load(descriptor, server), _ -> {});
        } catch (PluginRefused e) {
            throw e;
        } catch (ConfigurationException | SettingRefused | PartFailed | ProviderUnsound e) {
            throw new PluginRefused(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new PluginRefused("it failed while it was loaded: " + Reason.of(e), Reason.loggable(e));
        }
    }

    private Plugin load(PluginDescriptor descriptor, ModuleLayer server) {
        ModuleLayer layer = PluginLayer.of(jars(), server);
        List<Provided> provided = provided(layer, descriptor);
        if (provided.isEmpty()) {
            throw new PluginRefused(providesNothing(layer));
        }
        return new Plugin(descriptor, provided);
    }

    private static List<Provided> provided(ModuleLayer layer, PluginDescriptor descriptor) {
        try {
            return Provided.byPlugin(layer, descriptor.name(), descriptor.version());
        } catch (ServiceConfigurationError e) {
            String cause = e.getCause() == null ? "" : ": " + Reason.of(e.getCause());
            throw new PluginRefused(e.getMessage() + cause);
        }
    }

    private static String providesNothing(ModuleLayer layer) {
        String withoutModule = layer.configuration().modules().stream()
                .map(ResolvedModule::reference)
                .filter(module -> module.descriptor().isAutomatic())
                .flatMap(module -> module.location().stream())
                .map(jar -> Path.of(jar).getFileName().toString())
                .sorted()
                .collect(Collectors.joining(", "));
        return withoutModule.isEmpty()
                ? "its module-info.java provides none of " + services()
                : "it provides no part: there is no module-info.class in %s, whose module-info.java has to say provides, one of %s, with the class"
                        .formatted(withoutModule, services());
    }

    private static String services() {
        return Stream.of(PartKind.values())
                .map(kind -> kind.service().getName())
                .collect(Collectors.joining(", "));
    }

    private PluginDescriptor descriptor() {
        return PluginDescriptor.read(folder.resolve(DESCRIPTOR), DESCRIPTOR, name(), API_VERSION);
    }

    private List<Path> jars() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new PluginRefused("there is no jar in its folder");
            }
            return jars;
        } catch (IOException e) {
            throw new PluginRefused("its folder cannot be read: " + FileProblem.words(e), e);
        }
    }
}

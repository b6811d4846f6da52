package org.livechat.server.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.PluginDescriptor;

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
            List<Plugin.NamedPolicy> policies = new ArrayList<>();
            for (FloorPolicy policy : own(ServiceLoader.load(layer, FloorPolicy.class), layer)) {
                policies.add(named(policy));
            }
            var codecs = own(ServiceLoader.load(layer, CodecProvider.class), layer);
            List<Plugin.NamedAuthenticator> authenticators = new ArrayList<>();
            for (AuthenticatorProvider provider : own(ServiceLoader.load(layer, AuthenticatorProvider.class), layer)) {
                authenticators.add(named(provider));
            }
            if (policies.isEmpty() && codecs.isEmpty() && authenticators.isEmpty()) {
                throw new PluginRefused("it provides no %s, no %s and no %s"
                        .formatted(
                                FloorPolicy.class.getName(),
                                CodecProvider.class.getName(),
                                AuthenticatorProvider.class.getName()));
            }
            var plugin = new Plugin(descriptor, policies, codecs, authenticators);
            // Names every provider, so that one whose name fails is refused here.
            plugin.provides();
            return plugin;
        } catch (PluginRefused e) {
            throw e;
        } catch (ConfigurationException e) {
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

    // A loader of a layer also finds the providers of the layers below: those are the server's.
    private static <T> List<T> own(ServiceLoader<T> loader, ModuleLayer layer) {
        return loader.stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.getClass().getModule().getLayer() == layer)
                .toList();
    }

    private static Plugin.NamedPolicy named(FloorPolicy policy) {
        return new Plugin.NamedPolicy(sound(policy.name(), "floor policy", policy), policy);
    }

    private static Plugin.NamedAuthenticator named(AuthenticatorProvider provider) {
        return new Plugin.NamedAuthenticator(sound(provider.name(), "authenticator", provider), provider);
    }

    private static String sound(String name, String kind, Object provider) {
        if (!NAME.matcher(name).matches()) {
            throw new PluginRefused("its %s %s is named '%s', but has to be named with 1 to 64 of a-z 0-9 -"
                    .formatted(kind, provider.getClass().getName(), name));
        }
        return name;
    }
}

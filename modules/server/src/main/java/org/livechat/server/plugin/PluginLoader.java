package org.livechat.server.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.floor.PriorityPolicy;
import org.livechat.server.access.Access;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.PluginsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the plug-ins of a server, folder by folder in the order of their names. One that is broken is refused with one
 * line of the log and hurts nobody else, unless the configuration requires it.
 */
public final class PluginLoader {
    private static final Logger log = LoggerFactory.getLogger(PluginLoader.class);

    private static final int LONGEST_REASON = 500;

    private final PluginsConfig config;
    private final ModuleLayer server;
    private final Map<String, String> policyOwners = new HashMap<>();
    private final List<FloorPolicy> policies = new ArrayList<>();
    private final List<CodecProvider> codecs = new ArrayList<>();
    private final Map<String, String> authenticatorOwners = new HashMap<>();
    private final List<AuthenticatorProvider> authenticators = new ArrayList<>();
    private final Map<String, PluginStatus> statuses = new TreeMap<>();

    private PluginLoader(PluginsConfig config) {
        this.config = config;
        this.server =
                Optional.ofNullable(PluginLoader.class.getModule().getLayer()).orElseGet(ModuleLayer::boot);
    }

    /**
     * Loads all plug-ins.
     *
     * @param config which, and where
     * @param home what a relative plug-in folder is relative to
     * @throws ConfigurationException when one that is required is refused or missing
     */
    public static LoadedPlugins load(PluginsConfig config, Path home) {
        var loader = new PluginLoader(config);
        loader.addBuiltIn();
        for (Path folder : folders(home.resolve(config.folder()))) {
            loader.add(new PluginFolder(folder));
        }
        loader.requireRequired(home.resolve(config.folder()));
        return new LoadedPlugins(
                loader.policies, loader.codecs, loader.authenticators, List.copyOf(loader.statuses.values()));
    }

    private static List<Path> folders(Path plugins) {
        if (!Files.isDirectory(plugins)) {
            log.info("There is no folder {}, so there are no plug-ins", plugins);
            return List.of();
        }
        try (Stream<Path> entries = Files.list(plugins)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(folder -> folder.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException("plugins.folder %s cannot be read: %s".formatted(plugins, e));
        }
    }

    private void addBuiltIn() {
        for (FloorPolicy policy : ServiceLoader.load(FloorPolicy.class)) {
            policyOwners.put(policy.name(), "the server");
            policies.add(policy);
        }
        ServiceLoader.load(CodecProvider.class).forEach(codecs::add);
        Access.BUILT_IN.forEach(name -> authenticatorOwners.put(name, "the server"));
    }

    private void add(PluginFolder folder) {
        if (config.disabled().contains(folder.name())) {
            statuses.put(folder.name(), PluginStatus.disabled(folder.name()));
            return;
        }
        try {
            Plugin plugin = folder.load(server);
            register(plugin);
            statuses.put(folder.name(), PluginStatus.loaded(plugin));
            log.info(
                    "Plug-in {} {}: {}",
                    folder.name(),
                    plugin.descriptor().version(),
                    String.join(", ", plugin.provides()));
        } catch (PluginRefused e) {
            String reason = oneLine(String.valueOf(e.getMessage()));
            statuses.put(folder.name(), PluginStatus.refused(folder.name(), reason));
            log.warn("Plug-in {} is refused: {}", folder.name(), reason);
            log.debug("Why plug-in {} is refused", folder.name(), e);
        }
    }

    private void register(Plugin plugin) {
        String owner = "plug-in " + plugin.descriptor().name();
        requireNew("floor policy", plugin.policies().stream().map(Plugin.NamedPolicy::name), policyOwners, owner);
        requireNew(
                "authenticator",
                plugin.authenticators().stream().map(Plugin.NamedAuthenticator::name),
                authenticatorOwners,
                owner);
        for (var named : plugin.authenticators()) {
            authenticatorOwners.put(named.name(), owner);
            authenticators.add(named);
        }
        for (var named : plugin.policies()) {
            policyOwners.put(named.name(), owner);
            policies.add(new BoundedPolicy(named.name(), named.policy(), new PriorityPolicy()).warmedUp());
        }
        codecs.addAll(plugin.codecs());
    }

    private static void requireNew(String kind, Stream<String> names, Map<String, String> owners, String owner) {
        var own = new TreeSet<String>();
        names.forEach(name -> {
            String taken = own.add(name) ? owners.get(name) : owner;
            if (taken != null) {
                throw new PluginRefused("its %s '%s' has the name of one of %s; each needs a name of its own"
                        .formatted(kind, name, taken));
            }
        });
    }

    private void requireRequired(Path folder) {
        for (String name : new TreeSet<>(config.required())) {
            PluginStatus status = statuses.get(name);
            if (status == null) {
                throw new ConfigurationException(
                        "plugins.required names '%s', but there is no folder %s".formatted(name, folder.resolve(name)));
            }
            status.reason().ifPresent(reason -> {
                throw new ConfigurationException(
                        "plugins.required names '%s', which is refused: %s".formatted(name, reason));
            });
        }
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+\\s*", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }
}

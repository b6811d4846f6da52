package org.livechat.server.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.livechat.api.part.PluginStatus;
import org.livechat.api.part.Section;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

/**
 * The providers there are: those of the server, and those of its plug-ins. Immutable.
 *
 * @param fixed the sections of the configuration that are no provider's
 * @param server the server's own
 * @param loaded the plug-ins by name
 * @param refused what became of the others
 */
public record Plugins(
        List<Section> fixed, List<Provided> server, Map<String, Plugin> loaded, Map<String, PluginStatus> refused) {
    /** The authenticator that the server brings without a provider. */
    private static final String SHARED_SECRET = "secret";

    private static final String SERVER = "the server";

    public Plugins {
        fixed = List.copyOf(fixed);
        server = List.copyOf(server);
        loaded = Map.copyOf(loaded);
        refused = Map.copyOf(refused);
    }

    /** The server's own providers alone. */
    static Plugins none(List<Section> fixed) {
        return new Plugins(fixed, Provided.byServer(), Map.of(), Map.of());
    }

    /** All providers, the server's first, then those of plug-ins by the plug-ins' names. */
    public List<Provided> all() {
        return Stream.concat(
                        server.stream(),
                        new TreeMap<>(loaded).values().stream().flatMap(plugin -> plugin.provided().stream()))
                .toList();
    }

    /** All providers of one kind. */
    public List<Provided> of(PartKind kind) {
        return all().stream().filter(provided -> provided.kind() == kind).toList();
    }

    /** What became of every plug-in, by name. */
    public List<PluginStatus> statuses() {
        var statuses = new TreeMap<>(refused);
        loaded.forEach((name, plugin) -> statuses.put(name, plugin.status()));
        return List.copyOf(statuses.values());
    }

    /** The plug-in of this name, if it is loaded. */
    public Optional<Plugin> find(String name) {
        return Optional.ofNullable(loaded.get(name));
    }

    /** The plug-in that is not loaded and is called as one of its parts may be, or after it: {@code floor-fifo} for fifo. */
    public Optional<PluginStatus> absent(String part) {
        return refused.values().stream()
                .filter(status -> status.name().equals(part) || status.name().endsWith("-" + part))
                .findFirst();
    }

    /** Why a part may not be there: its plug-in is refused, or disabled. */
    public Optional<String> whyAbsent(String part) {
        return absent(part)
                .map(status -> status.outcome() == PluginStatus.Outcome.DISABLED
                        ? "plugins.disabled names plug-in " + status.name()
                        : "plug-in %s is refused: %s"
                                .formatted(status.name(), status.reason().orElse("")));
    }

    /**
     * The same with one more plug-in, or with another one of that name.
     *
     * @throws PluginRefused when a provider of its has a name, or a key of the configuration, that is taken
     */
    public Plugins with(Plugin plugin) {
        List<Provided> others = new ArrayList<>(all());
        others.removeIf(provided -> provided.plugin().equals(Optional.of(plugin.name())));
        for (Provided provided : plugin.provided()) {
            owner(others, provided).ifPresent(owner -> {
                throw new PluginRefused("its %s '%s' has the name of one of %s; each needs a name of its own"
                        .formatted(provided.kind().words(), provided.name(), owner));
            });
            claimedKeys(others).problemOf(provided.section()).ifPresent(problem -> {
                throw new PluginRefused("its %s '%s' declares %s; name it, or its section, otherwise"
                        .formatted(provided.kind().words(), provided.name(), problem));
            });
            others.add(provided);
        }
        var nextLoaded = new TreeMap<>(loaded);
        nextLoaded.put(plugin.name(), plugin);
        var nextRefused = new TreeMap<>(refused);
        nextRefused.remove(plugin.name());
        return new Plugins(fixed, server, nextLoaded, nextRefused);
    }

    private ClaimedKeys claimedKeys(List<Provided> others) {
        var claimed = new ClaimedKeys();
        fixed.forEach(section -> claimed.add(section, SERVER));
        others.forEach(other -> claimed.add(other.section(), ownerOf(other)));
        return claimed;
    }

    /** The same with one that is not loaded. */
    Plugins without(PluginStatus status) {
        var nextRefused = new TreeMap<>(refused);
        nextRefused.put(status.name(), status);
        return new Plugins(fixed, server, loaded, nextRefused);
    }

    private static Optional<String> owner(List<Provided> others, Provided provided) {
        if (provided.kind() == PartKind.CODEC) {
            // One encoding may come in several shapes.
            return Optional.empty();
        }
        if (provided.kind() == PartKind.AUTHENTICATOR && provided.name().equals(SHARED_SECRET)) {
            return Optional.of(SERVER);
        }
        return others.stream()
                .filter(other -> other.kind() == provided.kind() && other.name().equals(provided.name()))
                .findFirst()
                .map(Plugins::ownerOf);
    }

    private static String ownerOf(Provided provided) {
        return provided.plugin().map("plug-in "::concat).orElse(SERVER);
    }
}

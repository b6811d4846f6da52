package org.livechat.server.newplugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.livechat.api.part.Section;
import org.livechat.core.config.CoreConfiguration;
import org.livechat.server.provider.Provided;

/** Names that a new plug-in cannot have. */
final class TakenNames {
    private static final Set<String> OWN_SECTIONS = Set.of("access", "codecs", "data", "parts", "plugins");

    private TakenNames() {}

    /**
     * Why a name is taken; empty when it is free.
     *
     * @param plugins where the plug-ins of the installation are
     */
    static Optional<String> reason(String name, Path plugins) {
        if (Files.exists(plugins.resolve(name))) {
            return Optional.of("there is a plug-in %s already: %s".formatted(name, plugins.resolve(name)));
        }
        Optional<Path> like = endingIn(name, plugins);
        if (like.isPresent()) {
            return Optional.of("the name %s is taken by the plug-in %s".formatted(name, like.get()));
        }
        // A part's name is the key of its section too.
        boolean isPart = Provided.byServer().stream()
                .anyMatch(provided -> provided.name().equalsIgnoreCase(name)
                        || isIn(provided.section().path(), name));
        boolean isSection = CoreConfiguration.sections().stream()
                .anyMatch(section -> isIn(section.path(), name) || hasKey(section, name));
        return isPart || isSection || OWN_SECTIONS.contains(name)
                ? Optional.of("the name %s is taken by the server itself".formatted(name))
                : Optional.empty();
    }

    // Folders are called after their parts: floor-fifo has the policy fifo.
    private static Optional<Path> endingIn(String name, Path plugins) {
        try (Stream<Path> folders = Files.list(plugins)) {
            return folders.filter(folder -> folder.getFileName().toString().endsWith("-" + name))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // The section of a policy is among the keys of floor.
    private static boolean hasKey(Section section, String name) {
        return section.settings().stream().anyMatch(setting -> setting.key().equals(name));
    }

    private static boolean isIn(String section, String name) {
        return section.equals(name) || section.startsWith(name + ".");
    }
}

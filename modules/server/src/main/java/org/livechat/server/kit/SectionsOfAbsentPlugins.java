package org.livechat.server.kit;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.livechat.api.part.PluginStatus;
import org.livechat.api.part.Section;
import org.livechat.server.config.UnknownSections;
import org.livechat.server.plugin.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of a plug-in that is refused or disabled may stay where they are; a line of the log says that nobody reads them. */
final class SectionsOfAbsentPlugins implements UnknownSections {
    private static final Logger log = LoggerFactory.getLogger(SectionsOfAbsentPlugins.class);

    private final Plugins plugins;
    private final List<Section> declared;

    /** @param declared what the parts that are there read */
    SectionsOfAbsentPlugins(Plugins plugins, List<Section> declared) {
        this.plugins = plugins;
        this.declared = List.copyOf(declared);
    }

    @Override
    public boolean tolerates(String origin, String path, boolean isLikeAnother) {
        return isOfOne(origin, path) || (!isLikeAnother && mayBeOfOne(origin, path));
    }

    @Override
    public String hint(String path) {
        return isDeclared(outermost(path))
                ? ""
                : "; no part in lib/ reads it, and no plug-in that is there: where its plug-in was taken away, take out its keys";
    }

    private boolean isOfOne(String origin, String path) {
        String section = path.substring(path.lastIndexOf('.') + 1);
        Optional<PluginStatus> absent = plugins.absent(section);
        absent.ifPresent(status ->
                log.warn("{}: {} is not used, since plug-in {} is {}", origin, path, status.name(), outcome(status)));
        return absent.isPresent();
    }

    // What the parts of a plug-in that was not loaded are called is not known.
    private boolean mayBeOfOne(String origin, String path) {
        if (isDeclared(outermost(path)) || plugins.refused().isEmpty()) {
            return false;
        }
        log.warn(
                "{}: {} is not used; it may be a key of a plug-in that is not there: {}",
                origin,
                path,
                plugins.refused().values().stream()
                        .map(status -> status.name() + " (" + outcome(status) + ")")
                        .collect(joining(", ")));
        return true;
    }

    private boolean isDeclared(String outermost) {
        return declared.stream().anyMatch(section -> (section.path() + ".").startsWith(outermost + "."));
    }

    private static String outermost(String path) {
        return path.split("\\.", 2)[0];
    }

    private static String outcome(PluginStatus status) {
        return status.outcome() == PluginStatus.Outcome.DISABLED ? "disabled" : "refused";
    }
}

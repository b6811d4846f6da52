package org.livechat.server.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.livechat.api.part.Section;

/** The keys of the configuration that somebody reads already. A key can be neither that of two, nor a section as well. */
final class ClaimedKeys {
    private record Claim(String path, String owner) {
        boolean excludes(String other) {
            return path.equals(other) || path.startsWith(other + ".") || other.startsWith(path + ".");
        }
    }

    private final List<Claim> claims = new ArrayList<>();

    void add(Section section, String owner) {
        section.settings().forEach(setting -> claims.add(new Claim(section.pathOf(setting), owner)));
    }

    /** What is wrong with the keys of a section; empty when all are free. */
    Optional<String> problemOf(Section section) {
        return section.settings().stream()
                .map(section::pathOf)
                .flatMap(path -> claims.stream()
                        .filter(claim -> claim.excludes(path))
                        .map(claim -> claim.path.equals(path)
                                ? "the key %s, which is one of %s".formatted(path, claim.owner)
                                : "the key %s, beside which %s of %s cannot stand"
                                        .formatted(path, claim.path, claim.owner)))
                .findFirst();
    }
}

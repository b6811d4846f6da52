package org.livechat.server.config;

/** What is done about a key whose whole section is unknown. */
@FunctionalInterface
public interface UnknownSections {
    /** Refuses them all. */
    UnknownSections REFUSED = (_, _, _) -> false;

    /** Takes them all: who reads does not know all sections yet. */
    UnknownSections IGNORED = (_, _, _) -> true;

    /**
     * Whether a key may be unknown.
     *
     * @param origin where it stands
     * @param path of the outermost key that is unknown
     * @param isLikeAnother whether it may be another one misspelt
     */
    boolean tolerates(String origin, String path, boolean isLikeAnother);

    /** What to say about a key that is refused and is like no other; empty, or beginning with a semicolon. */
    default String hint(String path) {
        return "";
    }
}

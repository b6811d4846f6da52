package org.livechat.netlab;

import java.util.List;
import java.util.Map;

/**
 * What a case came to with a build.
 *
 * @param name of the case
 * @param phase of a case whose network changes: limited, lifted; else empty
 * @param build its name
 * @param round counted from 1
 * @param seed of the losses
 * @param terms under which it was measured
 * @param load of the machine over the last minute: runs beside which others worked are not to be compared
 * @param bad whose network was bad
 * @param people by name, the bad one's among them
 */
record Result(
        String name,
        String phase,
        String build,
        int round,
        long seed,
        Run.Terms terms,
        double load,
        String bad,
        Map<String, Person> people) {
    /** What one of them sent and received with which browser, and what the network between did. */
    record Person(Agent browser, Reception reception, Sending sending, Way fromBrowser, Way toBrowser) {}

    /** One direction of a network, as a reader wants to have it. */
    record Way(
            long packets,
            double kbitPerSecond,
            double lostPercent,
            long overflowed,
            double meanQueuedMillis,
            double longestQueuedMillis) {
        static Way of(LinkCounts counts, double seconds) {
            return new Way(
                    counts.packets(),
                    seconds <= 0 ? 0 : 0.008 * counts.bytes() / seconds,
                    counts.lostPercent(),
                    counts.overflowed(),
                    counts.meanQueuedMillis(),
                    counts.longestQueuedMillis());
        }
    }

    /** In a line, for who waits for it. */
    String summary() {
        Reception heard = badReception();
        return "%s, %s, round %d: voice made up %s %%, silent %s %%, %s frames/s, gaps %.1f s; load %.1f"
                .formatted(
                        (name + " " + phase).strip(),
                        build,
                        round,
                        Figure.text(heard.concealedPercent(), 1),
                        Figure.text(heard.silentPercent(), 1),
                        Figure.text(heard.framesPerSecond(), 1),
                        heard.gapSeconds(),
                        load);
    }

    /** What was heard and seen behind the bad network, or at the other end of it by a listener. */
    Reception badReception() {
        return people.entrySet().stream()
                .filter(person -> person.getKey().equals(bad))
                .map(person -> person.getValue().reception())
                .filter(reception -> reception.isHeard())
                .findFirst()
                .orElseGet(() -> List.copyOf(people.values()).getLast().reception());
    }
}

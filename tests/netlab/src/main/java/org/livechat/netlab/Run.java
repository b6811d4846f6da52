package org.livechat.netlab;

import java.util.List;
import java.util.Map;

/**
 * A case that is to be run once with a build.
 *
 * @param asked the case
 * @param build its name
 * @param round counted from 1
 * @param seed of the losses
 * @param terms under which it is run
 */
record Run(Case asked, String build, int round, long seed, Terms terms) {
    /**
     * What has to be the same for results to be of one matrix.
     *
     * @param folder of the build
     * @param seconds how long a case is measured
     * @param picture what cameras give
     * @param page of livechat's people
     * @param browsers of the people of the scene, by name
     */
    record Terms(String folder, int seconds, String picture, LivechatPage page, Map<String, Agent> browsers) {}

    /** A result of it, with what was measured. */
    Result result(String phase, double load, String bad, Map<String, Result.Person> people) {
        return new Result(asked.name(), phase, build, round, seed, terms, load, bad, people);
    }

    /** What it gave before, a result a phase; empty if it has not been run to its end. The last counts. */
    List<Result> among(List<Result> known) {
        List<Result> own = known.stream().filter(this::gave).toList();
        int phases = asked.phases();
        return own.size() < phases ? List.of() : own.subList(own.size() - phases, own.size());
    }

    private boolean gave(Result result) {
        return result.name().equals(asked.name())
                && result.build().equals(build)
                && result.round() == round
                && result.seed() == seed
                && result.terms().equals(terms);
    }
}

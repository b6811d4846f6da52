package org.livechat.netlab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cases by builds by rounds. Builds take turns, case by case, and in reverse order every other round: what changes on the machine
 * meets all of them.
 */
final class Matrix implements AutoCloseable {
    private final Settings settings;
    private final ResultFile file;
    private final List<Result> known;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private @Nullable Stage stage;

    /**
     * How all of it is run.
     *
     * @param builds folders by name
     * @param seed of the first round; each has the next
     * @param picture what cameras give
     * @param conferencePicture what they give in a conference
     * @param browsers by person; others have Chromium
     */
    record Settings(
            List<Case> cases,
            Map<String, Path> builds,
            int rounds,
            long seed,
            int seconds,
            String picture,
            String conferencePicture,
            LivechatPage page,
            Map<String, Agent> browsers) {
        Settings {
            Stage.check(browsers);
        }

        /** What is to be run, in this order. */
        List<Run> runs() {
            List<Run> runs = new ArrayList<>();
            for (Case next : cases) {
                for (int round = 1; round <= rounds; round++) {
                    List<String> names = List.copyOf(builds.keySet());
                    for (String build : round % 2 == 1 ? names : names.reversed()) {
                        runs.add(new Run(next, build, round, seed + round - 1, terms(next, build)));
                    }
                }
            }
            return runs;
        }

        private Run.Terms terms(Case asked, String build) {
            return new Run.Terms(
                    String.valueOf(builds.get(build)),
                    seconds,
                    asked.scene() == Case.Scene.CONFERENCE ? conferencePicture : picture,
                    page,
                    Stage.browsers(asked.scene(), browsers));
        }
    }

    /**
     * Of which nothing is run yet.
     *
     * @param file where results are added
     * @param known results that are not measured again
     */
    Matrix(Settings settings, ResultFile file, List<Result> known) {
        this.settings = settings;
        this.file = file;
        this.known = known;
    }

    /** Runs what is not known yet; returns the results of all. */
    List<Result> run() throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Run next : settings.runs()) {
            List<Result> before = next.among(known);
            results.addAll(before.isEmpty() ? measured(next) : before);
        }
        return results;
    }

    /** Nothing, if it failed; browsers are then started anew, else one that is gone would fail all that follows. */
    private List<Result> measured(Run next) throws IOException, InterruptedException {
        Server server = server(next);
        List<Result> results;
        try {
            results = suitable(next).run(next, server);
        } catch (RuntimeException e) {
            System.err.println(next.asked().name() + " with " + next.build() + " failed: " + e.getMessage());
            closeStage();
            return List.of();
        }
        file.add(results);
        results.forEach(result -> System.err.println(result.summary()));
        return results;
    }

    private Server server(Run next) throws IOException {
        Server running = servers.get(next.build());
        if (running != null) {
            return running;
        }
        Path folder = Path.of(next.terms().folder());
        Server started = folder.equals(JanusServer.PROGRAM)
                ? JanusServer.start(next.build())
                : LivechatServer.start(next.build(), folder, next.terms().page());
        servers.put(next.build(), started);
        return started;
    }

    private Stage suitable(Run next) throws IOException {
        Stage open = stage;
        if (open != null && open.suits(next.asked().scene())) {
            return open;
        }
        closeStage();
        Stage opened = Stage.open(
                next.asked().scene(),
                MovingPicture.parse(next.terms().picture()),
                next.terms().browsers());
        stage = opened;
        return opened;
    }

    private void closeStage() throws IOException {
        Stage open = stage;
        stage = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeStage();
        for (Server server : servers.values()) {
            server.close();
        }
    }
}

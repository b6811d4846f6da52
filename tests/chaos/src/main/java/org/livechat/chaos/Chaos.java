package org.livechat.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.livechat.rtc.dtls.DtlsIdentity;

/** All rounds of a profile. */
final class Chaos {
    private final Profile profile;
    private final long seed;
    private final Path home;
    private final PrintStream out;
    private final Figures figures = new Figures();
    private final Findings findings;

    /**
     * Prepares a run.
     *
     * @param home the folder of a distribution
     * @param out told how it goes
     */
    Chaos(Profile profile, long seed, Path home, PrintStream out) {
        this.profile = profile;
        this.seed = seed;
        this.home = home;
        this.out = out;
        this.findings = new Findings(out);
    }

    /** Plays all rounds; returns what is wrong, a line an entry. */
    List<String> run() throws IOException, InterruptedException {
        out.printf("seed %d: %s%n", seed, profile);
        SplittableRandom ends = Script.random(seed, -1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newBuilder().executor(threads).build();
                LossyNetwork network = LossyNetwork.open();
                ServerProcess server = ServerProcess.start(home, profile.configuration(), findings)) {
            var desk = new AdminDesk(http, server::port);
            var leftovers = new Leftovers(findings, desk, server);
            var stage = new Stage(
                    profile, server, desk, http, network, DtlsIdentity.generate(), new Bursts(), findings, figures);
            for (int round = 0; round < profile.rounds(); round++) {
                Round.End end = end(round, ends);
                if (end != Round.End.NONE) {
                    leftovers.forget();
                }
                long roundSeed = seed + 1_000_003L * round;
                new Round(stage, roundSeed).play(end);
                out.printf(
                        "round %d of %d, server's end %s: %s; %d findings%n",
                        round + 1, profile.rounds(), end, leftovers.look(profile.channels()), findings.count());
            }
            figures.add("datagrams lost by bad networks", network.lost());
            http.shutdownNow();
        }
        out.print(figures);
        findings.lines().forEach(out::println);
        out.printf("seed %d: %s%n", seed, findings.count() == 0 ? "sound" : findings.count() + " findings");
        return findings.lines();
    }

    Figures figures() {
        return figures;
    }

    /** The second round kills the server in the middle, one in three others ends it in some way, and those of the last third never do. */
    private Round.End end(int round, SplittableRandom ends) {
        boolean isKilled = ends.nextInt(2) == 0;
        boolean isChosen = ends.nextInt(3) == 0;
        if (round >= profile.rounds() - Math.max(1, profile.rounds() / 3)) {
            return Round.End.NONE;
        }
        if (round == 1) {
            return Round.End.KILL;
        }
        if (round == 0 || !isChosen) {
            return Round.End.NONE;
        }
        return isKilled ? Round.End.KILL : Round.End.TERMINATE;
    }
}

package org.livechat.chaos;

import java.io.IOException;
import java.nio.file.Path;

/** Chaos for as long as is said. */
final class Main {
    private static final String USAGE = "usage: run MINUTES [SEED]; minutes are 1 to 1000, a seed is a whole number";

    private Main() {}

    /** Arguments: minutes, and the seed of a run that is to be repeated. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 1
                || arguments.length > 2
                || !arguments[0].matches("[1-9][0-9]{0,2}|1000")
                || (arguments.length == 2 && !arguments[1].matches("-?[0-9]{1,18}"))) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        int minutes = Integer.parseInt(arguments[0]);
        long seed = arguments.length == 2 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path home = Path.of(System.getProperty("chaos.server"));
        boolean isSound =
                new Chaos(Profile.full(minutes), seed, home, System.out).run().isEmpty();
        System.exit(isSound ? 0 : 1);
    }
}

package org.livechat.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Chaos for as long as is said. */
final class Main {
    private static final String USAGE =
            "usage: run MINUTES [SEED [PAUSE]]; minutes are 1 to 1000, a seed is a whole number, a pause is 1 to 60 seconds";

    private Main() {}

    private static final int USUAL_PAUSE = 3;

    /** Arguments: minutes, the seed of a run that is to be repeated, and how many seconds somebody rests between two things. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 1
                || arguments.length > 3
                || !arguments[0].matches("[1-9][0-9]{0,2}|1000")
                || (arguments.length >= 2 && !arguments[1].matches("-?[0-9]{1,18}"))
                || (arguments.length == 3 && !arguments[2].matches("[1-9]|[1-5][0-9]|60"))) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        int minutes = Integer.parseInt(arguments[0]);
        long seed = arguments.length >= 2 ? Long.parseLong(arguments[1]) : System.nanoTime();
        var pause = Duration.ofSeconds(arguments.length == 3 ? Integer.parseInt(arguments[2]) : USUAL_PAUSE);
        Path home = Path.of(System.getProperty("chaos.server"));
        boolean isSound = new Chaos(Profile.full(minutes, pause), seed, home, System.out)
                .run()
                .isEmpty();
        System.exit(isSound ? 0 : 1);
    }
}

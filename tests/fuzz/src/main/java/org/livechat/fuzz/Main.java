package org.livechat.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Fuzzes for as long as is said, and tells how many inputs were tried. */
final class Main {
    private Main() {}

    /** Arguments: seconds for each target, a folder for what is kept, and the targets; all if none is named. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2 || !arguments[0].matches("[1-9][0-9]{0,6}")) {
            System.err.println("usage: run SECONDS FOLDER [TARGET...]; targets: " + List.of(Target.values()));
            System.exit(2);
            return;
        }
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        List<Target> targets = arguments.length == 2
                ? List.of(Target.values())
                : List.of(arguments).subList(2, arguments.length).stream()
                        .map(name -> Target.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
        int seed = 1 + (int) (System.nanoTime() & 0x3fffffff);
        System.out.println("seed " + seed);
        boolean allSound = true;
        for (Target target : targets) {
            Fuzzing.Result result = new Fuzzing(target, seed, folder).seconds(arguments[0]);
            System.out.printf(
                    "%-6s %,15d inputs, %s%n",
                    target.label(), result.executions(), result.isSound() ? "sound" : "BROKEN");
            if (!result.isSound()) {
                System.out.println(result.said());
                allSound = false;
            }
        }
        System.exit(allSound ? 0 : 1);
    }
}

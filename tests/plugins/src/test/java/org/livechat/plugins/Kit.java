package org.livechat.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * docs/kit.md, carried out in an empty folder outside the repository.
 *
 * @param distribution a copy of the stock one, with the page's plug-ins in it
 */
record Kit(Guide guide, Path work, Path distribution) {
    private static final Path PAGE = Path.of("../../docs/kit.md");

    /** Saves and compiles everything on the page and drops it in. */
    static Kit build(Path temporary) throws IOException, InterruptedException {
        Path distribution = Distribution.copyTo(temporary.resolve("livechat"));
        Path work = Files.createDirectory(temporary.resolve("work"));
        var guide = Guide.read(PAGE);
        guide.saveSources(work.resolve("parts/src"));
        Shell.run(guide.builds(), work, distribution);
        return new Kit(guide, work, distribution);
    }

    /** Starts a server as the page says for the examples. */
    StockServer startWithExamples(String surroundings) throws IOException {
        return StockServer.start(surroundings + guide.starts().getFirst(), work, distribution);
    }

    /** Starts a server as the page says for the gateway. */
    StockServer startWithGateway(String surroundings) throws IOException {
        return StockServer.start(surroundings + guide.starts().getLast(), work, distribution);
    }
}

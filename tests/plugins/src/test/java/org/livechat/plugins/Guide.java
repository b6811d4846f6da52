package org.livechat.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of a page of docs: its code blocks marked {@code sh}, in their order. */
record Guide(List<String> commands) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\R(.*?)^```$");

    static Guide read(Path page) throws IOException {
        return new Guide(BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .toList());
    }

    /** All but the last as one script that ends at the first command that fails. */
    String preparation() {
        return "set -eu\n" + String.join("\n", commands.subList(0, commands.size() - 1));
    }

    /** The last: the one that starts the server. */
    String start() {
        return "set -eu\nexec " + commands.getLast();
    }
}

package org.livechat.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of docs has its readers do.
 *
 * @param commands its code blocks marked {@code sh}, in their order
 * @param sources its blocks marked {@code java} that are whole files
 * @param conversations its blocks marked {@code text} in which people talk to the server
 */
record Guide(List<String> commands, List<String> sources, List<Conversation> conversations) {
    private static final String SERVER = "\"$LIVECHAT/bin/lcserver\"";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|java|text)\\R(.*?)^```$");
    private static final Pattern MODULE = Pattern.compile("(?m)^module [\\w.]+ \\{$");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);$");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^public (?:final )?(?:class|record|interface|enum) (\\w+)");

    static Guide read(Path page) throws IOException {
        String text = Files.readString(page);
        return new Guide(
                blocks(text, "sh"),
                blocks(text, "java").stream().filter(Guide::isFile).toList(),
                blocks(text, "text").stream().map(Conversation::parse).toList());
    }

    private static List<String> blocks(String text, String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static boolean isFile(String source) {
        return MODULE.matcher(source).find() || PACKAGE.matcher(source).find();
    }

    /** All but the last as one script that ends at the first command that fails. */
    String preparation() {
        return "set -eu\n" + String.join("\n", commands.subList(0, commands.size() - 1));
    }

    /** The last: the one that starts the server. */
    String start() {
        return "set -eu\nexec " + commands.getLast();
    }

    /** All that start no server, for pages that start several. */
    String builds() {
        return "set -eu\n"
                + String.join(
                        "\n",
                        commands.stream()
                                .filter(command -> !command.contains(SERVER))
                                .toList());
    }

    /** Those that start a server, which takes the place of the shell. */
    List<String> starts() {
        return commands.stream()
                .filter(command -> command.contains(SERVER))
                .map(command -> "set -eu\n" + command.replace(SERVER, "exec " + SERVER))
                .toList();
    }

    /** Saves each source as the file that its package and its type, or being a module, say. */
    void saveSources(Path folder) throws IOException {
        for (String source : sources) {
            Path file = folder.resolve(fileOf(source));
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
        }
    }

    private static String fileOf(String source) {
        Matcher type = TYPE.matcher(source);
        Matcher place = PACKAGE.matcher(source);
        return place.find() && type.find()
                ? place.group(1).replace('.', '/') + "/" + type.group(1) + ".java"
                : "module-info.java";
    }
}

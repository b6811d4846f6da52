package org.livechat.server.newplugin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livechat.server.provider.PartKind;

/**
 * A kind of plug-in that there is a template for: a small one that works.
 *
 * @param kind what it adds to a server
 * @param example what the one of the template does
 * @param test the class whose {@code main} tests it
 * @param classes its other classes
 * @param stubbed whether the test needs parts of a server that are none
 */
record Template(PartKind kind, String example, String test, List<String> classes, boolean stubbed) {
    /** All there are. */
    static final List<Template> ALL = List.of(
            new Template(
                    PartKind.FLOOR_POLICY,
                    "the more urgent talks, everyone else takes turns",
                    "TurnsPolicyTest",
                    List.of("TurnsPolicy"),
                    false),
            new Template(PartKind.CODEC, "wideband speech with one parameter", "CodecTest", List.of("Codec"), false),
            new Template(
                    PartKind.AUTHENTICATOR,
                    "users with a password each",
                    "PasswordsTest",
                    List.of("PasswordsProvider", "Passwords"),
                    true),
            new Template(
                    PartKind.GATEWAY,
                    "lines of text over TCP",
                    "LineGatewayTest",
                    List.of("LineGatewayProvider", "LineGateway", "LineClient"),
                    true),
            new Template(
                    PartKind.TRACE_SINK,
                    "tells the log what operators should hear of",
                    "AlarmSinkTest",
                    List.of("AlarmSinkProvider", "AlarmSink"),
                    false),
            new Template(
                    PartKind.HTTP_PART,
                    "says how many members each channel has",
                    "MembersPartTest",
                    List.of("MembersPartProvider", "MembersPart"),
                    true));

    private static final String COMMON = "common";
    private static final String STUB = "Stub.java";

    /** A file of a template, and where it belongs in the folder of a plug-in. */
    record File(String resource, String place) {}

    Template {
        classes = List.copyOf(classes);
    }

    /** What the command line calls it. */
    String word() {
        return kind.words().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static Optional<Template> of(String word) {
        return ALL.stream().filter(one -> one.word().equals(word)).findFirst();
    }

    static String words() {
        return ALL.stream().map(Template::word).collect(Collectors.joining(", "));
    }

    /** One sentence for those who operate it. */
    String description() {
        String words = kind.words();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ": " + example + ".";
    }

    /** What is to be done when it was built. */
    String next(String name) {
        return kind.isHot()
                ? "Load it into the running server: $livechat/bin/lcadmin plugins reload " + name
                : "Restart the server to load it: a part of this kind is made at the start.";
    }

    /** All files of it. */
    List<File> files(PluginName name) {
        String sources = "src/%s/".formatted(name.module());
        String inPackage = name.module().replace('.', '/') + "/";
        String tests = "test/%s/%s".formatted(name.module(), inPackage);
        Stream<File> shared = Stream.of(
                new File(COMMON + "/build", "build"),
                new File(COMMON + "/gitignore", ".gitignore"),
                new File(COMMON + "/plugin.yaml", "plugin.yaml"));
        Stream<File> own = Stream.of(
                of("README.md", "README.md"),
                of("module-info.java", sources + "module-info.java"),
                of(test + ".java", tests + test + ".java"));
        return Stream.of(
                        shared,
                        own,
                        classes.stream().map(one -> of(one + ".java", sources + inPackage + one + ".java")),
                        stubbed ? Stream.of(new File(COMMON + "/" + STUB, tests + STUB)) : Stream.<File>empty())
                .flatMap(files -> files)
                .toList();
    }

    private File of(String resource, String place) {
        return new File(word() + "/" + resource, place);
    }
}

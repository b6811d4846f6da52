package org.livechat.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The archive, unpacked in a place of its own. Its commands run with an empty environment but for a path that leads to
 * nothing but what their scripts call, and as the user nobody when the test itself is root.
 */
public final class Installation implements AutoCloseable {
    /** What the scripts of bin/ call; anything more, a java above all, would be a dependency. */
    private static final List<String> NEEDED = List.of("basename", "dirname", "readlink");

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin"), Path.of("/bin"));
    private static final Path BUILT = Path.of("../../distribution/target");
    private static final String NOBODY = "65534";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path place;
    private final Path home;

    private Installation(Path place, Path home) {
        this.place = place;
        this.home = home;
    }

    /** Unpacks the archive as the user who runs the commands, below a folder whose name is not an easy one. */
    public static Installation unpack() throws IOException {
        Path place = Files.createTempDirectory("livechat 무전기 ");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path path = Files.createDirectory(place.resolve("path"));
        for (String program : NEEDED) {
            Files.createSymbolicLink(path.resolve(program), found(program));
        }
        var installation = new Installation(place, place.resolve("opt"));
        Path parent = installation.folder("unpacked");
        Ran unpacked = Ran.of(new ProcessBuilder(installation.asUser(
                List.of("tar", "-C", parent.toString(), "-xzf", archive().toString()))));
        if (unpacked.exitCode() != 0) {
            throw new IOException("tar: " + unpacked.err());
        }
        try (Stream<Path> entries = Files.list(parent)) {
            Files.move(entries.findFirst().orElseThrow(), installation.home);
        }
        return installation;
    }

    /** The archive that the build made. */
    public static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(BUILT)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no archive in " + BUILT.toAbsolutePath() + "; build it first"))
                    .toRealPath();
        }
    }

    /** The folder with bin, lib and runtime in it. */
    public Path home() {
        return home;
    }

    /** A new empty folder that belongs to the user who runs the commands. */
    public Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(place.resolve(name));
        if (ROOT) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        return folder;
    }

    /** A command of bin/, in a folder, with this environment and no other. */
    public ProcessBuilder command(Path folder, Map<String, String> environment, String name, String... arguments) {
        // Who runs the tests in the background of a shell has them ignore what control-C sends.
        List<String> line =
                new ArrayList<>(List.of("env", "--default-signal=INT", "-i", "PATH=" + place.resolve("path")));
        environment.forEach((variable, value) -> line.add(variable + "=" + value));
        line.add(home.resolve("bin").resolve(name).toString());
        line.addAll(List.of(arguments));
        return new ProcessBuilder(asUser(line)).directory(folder.toFile());
    }

    private List<String> asUser(List<String> line) {
        if (!ROOT) {
            return line;
        }
        List<String> dropped =
                new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        dropped.addAll(line);
        return dropped;
    }

    private static Path found(String program) throws IOException {
        return PROGRAMS.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(program + " is in none of " + PROGRAMS));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            files.sorted(Comparator.reverseOrder()).forEach(Installation::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.livechat.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.livechat.api.part.FileProblem;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.kit.StartException;

/**
 * What outsiders have to know: the shared secret that clients present as their token, or the token of those who
 * administer and watch. None is built in.
 *
 * @param origin where it stands: a file, or an environment variable
 * @param isNew whether it was made just now, and is nobody's own choice
 */
record Secret(String value, String origin, boolean isNew) {
    private static final String CLIENT_VARIABLE = "LIVECHAT_SECRET";
    private static final String CLIENT_FILE = "secret";
    private static final String ADMIN_VARIABLE = "LIVECHAT_ADMIN_TOKEN";
    private static final String ADMIN_FILE = "admin.token";

    private static final Set<String> WELL_KNOWN = Set.of("changeme-secret", "changeme", "secret", "password");
    private static final int LEAST_LENGTH = 8;
    private static final int RANDOM_BYTES = 24;

    @Override
    public String toString() {
        return "the secret of " + origin;
    }

    /**
     * Takes the secret of the environment, else the one in {@code data/secret}, else makes one and keeps it there,
     * readable by its owner alone. An empty file counts as none.
     */
    static Secret obtain(Map<String, String> environment, Path dataFolder) {
        return obtain(environment, CLIENT_VARIABLE, dataFolder.resolve(CLIENT_FILE));
    }

    /** Likewise the admin token, which is in {@code data/admin.token}. */
    static Secret adminToken(Map<String, String> environment, Path dataFolder) {
        return obtain(environment, ADMIN_VARIABLE, dataFolder.resolve(ADMIN_FILE));
    }

    private static Secret obtain(Map<String, String> environment, String variable, Path file) {
        String given = environment.get(variable);
        if (given != null) {
            return checked(given.strip(), "environment variable " + variable, false);
        }
        try {
            boolean isNew = !isThere(file);
            if (isNew) {
                keep(file, random());
            }
            NewFile.sweepBeside(file);
            return checked(Files.readString(file).strip(), file.toString(), isNew);
        } catch (IOException e) {
            throw new StartException(
                    "%s: cannot be kept there (%s); make the folder writable, set data: to another, or set %s"
                            .formatted(file, FileProblem.words(e), variable),
                    e);
        }
    }

    private static Secret checked(String secret, String origin, boolean isNew) {
        if (WELL_KNOWN.contains(secret) || secret.length() < LEAST_LENGTH) {
            throw new ConfigurationException(
                    "%s: this secret is too easy to guess; use at least %d characters of your own choice"
                            .formatted(origin, LEAST_LENGTH));
        }
        return new Secret(secret, origin, isNew);
    }

    private static void keep(Path file, String secret) throws IOException {
        try {
            NewFile.write(file, secret);
        } catch (FileAlreadyExistsException e) {
            // Another server that starts in the same folder was faster; its secret is as good.
        }
    }

    /** What a disk that was full has left of one is none. */
    private static boolean isThere(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) == 0) {
            Files.delete(file);
        }
        return Files.exists(file);
    }

    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package org.livechat.tools;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.FileProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lcadmin token-key}: a new key to sign tokens with, and its public part in the server's file. */
@Command(
        name = "token-key",
        mixinStandardHelpOptions = true,
        description = "Make a key that tokens are signed with, and add what the server needs of it to its key file.")
final class TokenKeyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Where the private key goes; readable by you alone.")
    private Path file = Path.of("");

    @Option(
            names = "--jwks",
            required = true,
            paramLabel = "FILE",
            description = "The server's access.jwt.keys; made if it is not there.")
    private Path jwks = Path.of("");

    @Option(names = "--algorithm", paramLabel = "NAME", description = "EdDSA (default), ES256 or HS256.")
    private String algorithm = "EdDSA";

    @Option(names = "--kid", paramLabel = "ID", description = "The key's id (today's date).")
    private String id = LocalDate.now(ZoneOffset.UTC).toString();

    @Override
    public void run() {
        SigningKey key = SigningKey.make(algorithm, id);
        // Read first, so that a key whose place is taken, or a file that is no key set, leaves nothing behind.
        JWKSet all = with(key.forServer());
        writeNew(file, key.key().toJSONString());
        write(jwks, all.toString(false));
        if (spec != null) {
            spec.commandLine()
                    .getOut()
                    .println("key " + id + " is in " + file + ", and the server's part of it in " + jwks);
            spec.commandLine().getOut().flush();
        }
    }

    private JWKSet with(JWK key) {
        try {
            List<JWK> keys = new ArrayList<>(
                    Files.exists(jwks) ? JWKSet.parse(Files.readString(jwks)).getKeys() : List.of());
            if (keys.stream().anyMatch(other -> id.equals(other.getKeyID()))) {
                throw CommandFailed.wrongUsage(jwks + " has a key " + id + " already; choose another --kid");
            }
            keys.add(key);
            return new JWKSet(keys);
        } catch (ParseException e) {
            throw CommandFailed.wrongUsage(jwks + " is no JSON Web Key Set: " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailed.wrongUsage(jwks + " cannot be read: " + FileProblem.words(e));
        }
    }

    private static void writeNew(Path file, String text) {
        try {
            Files.createFile(file, forOwner(file));
            try {
                Files.writeString(file, text + "\n", StandardOpenOption.DSYNC);
            } catch (IOException e) {
                // An empty one would be in the way of the next try.
                Files.delete(file);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw CommandFailed.wrongUsage(file + " is there already; keys are never written over");
        } catch (IOException e) {
            throw CommandFailed.wrongUsage(file + " cannot be written: " + FileProblem.words(e));
        }
    }

    private static FileAttribute<?>[] forOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Whole or not at all: a server may read it meanwhile, and it holds the other keys too. */
    private static void write(Path file, String text) {
        if (!Files.exists(file)) {
            // It may hold the secret of HS256.
            writeNew(file, text);
            return;
        }
        try {
            Path real = file.toRealPath();
            Path aside = Files.createTempFile(real.getParent(), real.getFileName() + ".", ".new");
            try {
                Files.copy(real, aside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                Files.writeString(aside, text + "\n", StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.DSYNC);
                Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw CommandFailed.wrongUsage(file + " cannot be written: " + FileProblem.words(e));
        }
    }
}

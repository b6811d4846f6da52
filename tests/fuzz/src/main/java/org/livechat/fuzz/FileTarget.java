package org.livechat.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.PluginDescriptor;

/** Files in YAML, as the configuration and the descriptor of a plug-in are: whatever is in them, one line says what is wrong. */
public final class FileTarget {
    private static final Path FILE = file();

    private FileTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Files.write(FILE, input);
            PluginDescriptor.read(FILE, "plugin.yaml", "my-plugin", "1");
        } catch (ConfigurationException | SettingRefused refused) {
            Property.isSaid(refused);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("livechat-fuzz-", ".yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

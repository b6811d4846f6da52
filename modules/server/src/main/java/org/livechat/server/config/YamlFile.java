package org.livechat.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.livechat.api.part.FileProblem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A YAML file as nodes that know their lines. */
final class YamlFile {
    /** Many times what all keys with their comments take. What is parsed takes many times its size in memory. */
    private static final int MOST_BYTES = 256 << 10;

    private YamlFile() {}

    /**
     * Reads a file into its root mapping.
     *
     * @param name how errors call the file
     * @throws ConfigurationException when it is missing, unreadable, or no YAML mapping
     */
    static YamlMapping read(Path file, String name) {
        return parse(name, content(file, name));
    }

    /** The root of no file at all. */
    static YamlMapping none() {
        return new YamlMapping("no configuration file", "", Optional.empty());
    }

    static YamlMapping parse(String name, String content) {
        try {
            var settings = LoadSettings.builder().setLabel(name).build();
            Optional<Node> root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, content)))
                    .getSingleNode();
            Optional<MappingNode> mapping = root.map(node -> {
                if (node instanceof MappingNode map) {
                    return map;
                }
                throw new ConfigurationException(name + ": has to be a mapping of keys to values");
            });
            return new YamlMapping(name, "", mapping);
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new ConfigurationException("%s%s: not valid YAML: %s".formatted(name, line, e.getProblem()));
        } catch (YamlEngineException e) {
            throw new ConfigurationException("%s: not valid YAML: %s".formatted(name, firstLine(e)));
        }
    }

    private static String content(Path file, String name) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ConfigurationException(
                        "%s: is longer than %d KiB, which is the most".formatted(name, MOST_BYTES >> 10));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(name + ": is not UTF-8, which it has to be");
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(name + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigurationException(name + ": cannot be read: " + FileProblem.words(e));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}

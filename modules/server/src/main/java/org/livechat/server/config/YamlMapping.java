package org.livechat.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a YAML file, whose keys are found by their paths: {@code tls.key} is the key {@code key} of the mapping
 * {@code tls} in this one.
 *
 * @param file how errors call the file
 * @param path of this mapping from the root on; empty for the root
 * @param node empty when there is no file
 */
record YamlMapping(String file, String path, Optional<MappingNode> node) {
    /**
     * The value of a key.
     *
     * @throws ConfigurationException when something on the way to it is no mapping
     */
    Optional<Node> find(String key) {
        Optional<Node> here = Optional.of(node).flatMap(map -> map.map(Node.class::cast));
        String walked = "";
        for (String name : List.of(key.split("\\.", -1))) {
            String place = walked;
            here = here.flatMap(value -> value(mapping(value, join(path, place)), name));
            walked = join(walked, name);
        }
        return here;
    }

    /** The texts of a list. */
    List<String> texts(String key, Node value) {
        List<String> texts = new ArrayList<>();
        for (Node item : sequence(key, value)) {
            texts.add(text(key, item));
        }
        return texts;
    }

    /** The mappings of a list. */
    List<YamlMapping> mappings(String key, Node value) {
        List<YamlMapping> mappings = new ArrayList<>();
        for (Node item : sequence(key, value)) {
            if (!(item instanceof MappingNode map)) {
                throw new ConfigurationException(
                        "%s: each of %s has to be a mapping".formatted(place(item), join(path, key)));
            }
            String itemPath = "%s[%d]".formatted(join(path, key), mappings.size());
            mappings.add(new YamlMapping(file, itemPath, Optional.of(map)));
        }
        return mappings;
    }

    /** The characters of a single value. */
    String text(String key, Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new ConfigurationException("%s: %s has to be a single value".formatted(place(value), join(path, key)));
    }

    /**
     * Refuses keys that nobody has declared, and those that stand twice.
     *
     * @param known the paths of all keys there are
     */
    void refuseUnknown(KnownKeys known) {
        node.ifPresent(root -> refuseUnknown(root, path, known));
    }

    private void refuseUnknown(MappingNode mapping, String at, KnownKeys known) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = text("a key", tuple.getKeyNode());
            String key = join(at, name);
            if (!seen.add(key)) {
                throw new ConfigurationException("%s: %s stands here twice".formatted(place(tuple.getKeyNode()), key));
            }
            requireOneWord(name, key, tuple.getKeyNode(), known);
            if (known.contains(key)) {
                continue;
            }
            if (!known.isSection(key)) {
                known.refuse(place(tuple.getKeyNode()), key);
                continue;
            }
            refuseUnknown(mapping(tuple.getValueNode(), key), key, known);
        }
    }

    // Elsewhere a path is written in one, as in options and in what --print-config says; here nobody would find its
    // value.
    private void requireOneWord(String name, String key, Node place, KnownKeys known) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0 && (known.contains(key) || known.isSection(key))) {
            throw new ConfigurationException("%s: %s has to be written as %s below a line %s:"
                    .formatted(
                            place(place),
                            key,
                            name.substring(dot + 1),
                            name.substring(0, dot).replace(".", ": ")));
        }
    }

    /** Where the mapping begins: file and line. */
    String place() {
        return node.map(this::place).orElse(file);
    }

    String place(Node value) {
        return value.getStartMark()
                .map(mark -> "%s:%d".formatted(file, mark.getLine() + 1))
                .orElse(file);
    }

    private List<Node> sequence(String key, Node value) {
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw new ConfigurationException("%s: %s has to be a list%s"
                .formatted(
                        place(value),
                        join(path, key),
                        value instanceof ScalarNode one && !one.getValue().isEmpty()
                                ? ", such as [" + one.getValue() + "]"
                                : ""));
    }

    private MappingNode mapping(Node value, String at) {
        if (value instanceof MappingNode map) {
            return map;
        }
        throw new ConfigurationException("%s: %s has to be a mapping".formatted(place(value), at));
    }

    private static Optional<Node> value(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    static String join(String path, String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }
}

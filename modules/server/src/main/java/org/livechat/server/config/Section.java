package org.livechat.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of the configuration. Each getter asks for one key, takes the override if there is one, checks the value
 * and falls back to the default; {@link #end()} refuses the keys that nobody asked for.
 */
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})\\s*(B|KiB|MiB)");

    private final String path;
    private final Optional<MappingNode> mapping;
    private final String file;
    private final Overrides overrides;
    private final KnownKeys known;
    private final Set<String> asked = new HashSet<>();

    Section(String path, Optional<MappingNode> mapping, String file, Overrides overrides, KnownKeys known) {
        this.path = path;
        this.mapping = mapping;
        this.file = file;
        this.overrides = overrides;
        this.known = known;
    }

    /** A nested mapping; empty when it is not there. */
    Section section(String key) {
        asked.add(key);
        Optional<MappingNode> nested = node(key).map(node -> {
            if (node instanceof MappingNode map) {
                return map;
            }
            throw new ConfigurationException("%s: %s has to be a mapping".formatted(place(node), child(key)));
        });
        return new Section(child(key), nested, file, overrides, known);
    }

    /** A list of mappings; empty when the key is not there at all. */
    Optional<List<Section>> sections(String key) {
        asked.add(key);
        known.note(child(key), "(a list)");
        return node(key).map(node -> {
            List<Section> sections = new ArrayList<>();
            for (Node item : sequence(key, node)) {
                if (!(item instanceof MappingNode map)) {
                    throw new ConfigurationException("%s: each of %s has to be a mapping".formatted(place(item), path));
                }
                String itemPath = "%s[%d]".formatted(child(key), sections.size());
                sections.add(new Section(itemPath, Optional.of(map), file, overrides, known));
            }
            return sections;
        });
    }

    /** Mappings of names to mappings whose keys and values are somebody else's. */
    Map<String, Map<String, String>> freeSections(String key) {
        asked.add(key);
        known.note(child(key), "(mappings)");
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        node(key).ifPresent(node -> {
            for (NodeTuple section : tuples(child(key), node)) {
                String name = scalar(key, section.getKeyNode());
                String path = child(key) + "." + name;
                Map<String, String> values = new LinkedHashMap<>();
                for (NodeTuple value : tuples(path, section.getValueNode())) {
                    String valueKey = scalar(key, value.getKeyNode());
                    values.put(valueKey, scalar(key, value.getValueNode()));
                }
                sections.put(name, Map.copyOf(values));
            }
        });
        return sections;
    }

    private List<NodeTuple> tuples(String path, Node node) {
        if (node instanceof MappingNode map) {
            return map.getValue();
        }
        throw new ConfigurationException("%s: %s has to be a mapping".formatted(place(node), path));
    }

    String text(String key, String fallback) {
        return value(key, fallback).text();
    }

    /** A text that has to be there. */
    String requiredText(String key) {
        Value value = value(key, "");
        if (value.text().isEmpty()) {
            throw new ConfigurationException("%s: %s is missing".formatted(place(), child(key)));
        }
        return value.text();
    }

    /** A text that may be left out. */
    Optional<String> optionalText(String key) {
        return Optional.of(value(key, "").text()).filter(text -> !text.isEmpty());
    }

    /** Texts of a YAML list, or of an override that separates them by commas. */
    List<String> texts(String key, List<String> fallback) {
        asked.add(key);
        List<String> texts = overrides
                .of(child(key))
                .map(value -> List.of(value.text().split("\\s*,\\s*")))
                .or(() -> node(key)
                        .map(node -> sequence(key, node).stream()
                                .map(item -> scalar(key, item))
                                .toList()))
                .orElse(fallback);
        known.note(child(key), texts.toString());
        return texts;
    }

    int integer(String key, int fallback, int least, int most) {
        return integer(key, value(key, Integer.toString(fallback)), least, most);
    }

    /** A number that may be left out. */
    OptionalInt optionalInteger(String key, int least, int most) {
        Value value = value(key, "");
        return value.text().isEmpty() ? OptionalInt.empty() : OptionalInt.of(integer(key, value, least, most));
    }

    /** A number, or the word that is also the default and means none. */
    OptionalInt integerUnless(String key, String word, int least, int most) {
        Value value = value(key, word);
        return value.text().equals(word) ? OptionalInt.empty() : OptionalInt.of(integer(key, value, least, most));
    }

    private int integer(String key, Value value, int least, int most) {
        String expected = "a whole number from %d to %d".formatted(least, most);
        try {
            int number = Integer.parseInt(value.text().strip());
            if (number < least || number > most) {
                throw value.refuse(child(key), expected);
            }
            return number;
        } catch (NumberFormatException e) {
            throw value.refuse(child(key), expected);
        }
    }

    /** A length of time such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
    Duration duration(String key, Duration fallback) {
        return duration(key, value(key, write(fallback)));
    }

    /** A length of time, or the word that is also the default and means none. */
    Optional<Duration> durationUnless(String key, String word) {
        Value value = value(key, word);
        return value.text().equals(word) ? Optional.empty() : Optional.of(duration(key, value));
    }

    private Duration duration(String key, Value value) {
        Matcher match = DURATION.matcher(value.text().strip());
        if (!match.matches()) {
            throw value.refuse(child(key), "a length of time such as 500ms, 30s, 5m or 1h");
        }
        long count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    /** A size such as {@code 2048B}, {@code 256KiB}, {@code 4MiB}, in bytes. */
    int bytes(String key, int fallback) {
        Value value = value(key, fallback % 1024 == 0 ? fallback / 1024 + "KiB" : fallback + "B");
        Matcher match = BYTES.matcher(value.text().strip());
        long bytes = -1;
        if (match.matches()) {
            bytes = Long.parseLong(match.group(1))
                    * switch (match.group(2)) {
                        case "B" -> 1L;
                        case "KiB" -> 1024L;
                        default -> 1024L * 1024;
                    };
        }
        if (bytes < 0 || bytes > Integer.MAX_VALUE) {
            throw value.refuse(child(key), "a size such as 2048B, 256KiB or 4MiB");
        }
        return (int) bytes;
    }

    boolean flag(String key, boolean fallback) {
        Value value = value(key, Boolean.toString(fallback));
        return switch (value.text().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw value.refuse(child(key), "true or false");
        };
    }

    /** One of a few names. */
    String choice(String key, String fallback, Set<String> choices) {
        Value value = value(key, fallback);
        if (!choices.contains(value.text())) {
            throw value.refuse(child(key), choices.stream().sorted().collect(Collectors.joining(", ", "one of ", "")));
        }
        return value.text();
    }

    /** Refuses keys that were not asked for or stand twice; at the root also overrides of unknown keys. */
    void end() {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.map(MappingNode::getValue).orElse(List.of())) {
            String key = scalar("a key", tuple.getKeyNode());
            if (!seen.add(key)) {
                throw new ConfigurationException(
                        "%s: %s stands here twice".formatted(place(tuple.getKeyNode()), child(key)));
            }
            if (!asked.contains(key)) {
                throw known.unknown(place(tuple.getKeyNode()), child(key));
            }
        }
        if (path.isEmpty()) {
            overrides.refuseUnknown(known);
        }
    }

    /** An error about this section as a whole or a key whose value only the caller can judge. */
    ConfigurationException refuse(String key, String problem) {
        String place = node(key).map(this::place).orElse(place());
        return new ConfigurationException("%s: %s %s".formatted(place, child(key), problem));
    }

    private Value value(String key, String fallback) {
        asked.add(key);
        Value value = overrides
                .of(child(key))
                .or(() -> node(key).map(node -> new Value(scalar(key, node), place(node))))
                .orElse(new Value(fallback, "default"));
        known.note(child(key), value.text());
        return value;
    }

    private Optional<Node> node(String key) {
        return mapping.flatMap(map -> map.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst());
    }

    private List<Node> sequence(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw new ConfigurationException("%s: %s has to be a list".formatted(place(node), child(key)));
    }

    private String scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new ConfigurationException("%s: %s has to be a single value".formatted(place(node), child(key)));
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String place() {
        return mapping.map(this::place).orElse(file);
    }

    private String place(Node node) {
        return node.getStartMark()
                .map(mark -> "%s:%d".formatted(file, mark.getLine() + 1))
                .orElse(file);
    }

    private static String write(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}

package org.livechat.floor;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A floor's records as trees of maps, lists, texts, whole numbers and truth values, which any notation can hold, and back: so that what a
 * floor was asked can be written down, and asked again elsewhere. A duration is its nanoseconds; what is one of several kinds says which by
 * {@code is}. Only the types that a record declares are ever made, whatever a tree says.
 */
public final class FloorTree {
    private static final String KIND = "is";

    private FloorTree() {}

    /** The settings of a floor. */
    public static Map<String, Object> of(FloorSettings settings) {
        return record(settings);
    }

    /** All that a floor knows. */
    public static Map<String, Object> of(FloorState state) {
        return record(state.picture());
    }

    /** What a floor is asked. */
    public static Map<String, Object> of(FloorInput input) {
        return kind(input);
    }

    /** What a floor decides. What a policy threw is its text. */
    public static Map<String, Object> of(FloorEffect effect) {
        return kind(effect);
    }

    /**
     * Reads the settings that stand at a key.
     *
     * @throws IllegalArgumentException when there are none, which names the place
     */
    public static FloorSettings settings(Map<?, ?> line, String key) {
        return (FloorSettings) read(FloorSettings.class, line.get(key), key);
    }

    /**
     * Reads the state that stands at a key.
     *
     * @throws IllegalArgumentException when there are none, which names the place
     */
    public static FloorState state(Map<?, ?> line, String key) {
        return new FloorState((FloorState.Picture) read(FloorState.Picture.class, line.get(key), key));
    }

    /**
     * Reads the input that stands at a key.
     *
     * @throws IllegalArgumentException when there are none, which names the place
     */
    public static FloorInput input(Map<?, ?> line, String key) {
        return (FloorInput) read(FloorInput.class, line.get(key), key);
    }

    private static Map<String, Object> kind(Record value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(KIND, value.getClass().getSimpleName());
        tree.putAll(record(value));
        return tree;
    }

    private static Map<String, Object> kind(Object value) {
        return kind((Record) value);
    }

    private static Map<String, Object> record(Record value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            write(read(component, value)).ifPresent(part -> tree.put(component.getName(), part));
        }
        return tree;
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a defect: " + component + " cannot be read", e);
        }
    }

    /** Empty for what is absent, which is left out of a tree. */
    private static Optional<Object> write(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.flatMap(FloorTree::write);
            case OptionalInt optional ->
                optional.isPresent() ? Optional.of((long) optional.getAsInt()) : Optional.empty();
            default -> Optional.of(written(value));
        };
    }

    private static Object written(Object value) {
        return switch (value) {
            case Record record -> record(record);
            case Duration duration -> duration.toNanos();
            case Enum<?> one -> one.name();
            case Map<?, ?> map -> {
                Map<String, Object> tree = new LinkedHashMap<>();
                map.forEach((key, each) ->
                        tree.put(key instanceof Enum<?> one ? one.name() : key.toString(), written(each)));
                yield tree;
            }
            case List<?> list -> list.stream().map(FloorTree::written).toList();
            // One order, whatever that of the set is.
            case Collection<?> set ->
                set.stream()
                        .map(FloorTree::written)
                        .map(String::valueOf)
                        .sorted()
                        .toList();
            case Integer number -> number.longValue();
            case Long number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    private static Object read(Class<?> type, @Nullable Object tree, String place) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw wrong(place, "an object", tree);
        }
        Class<?> made = type;
        if (type.isSealed()) {
            made = Stream.of(type.getPermittedSubclasses())
                    .filter(one -> one.getSimpleName().equals(map.get(KIND)))
                    .findFirst()
                    .orElseThrow(() ->
                            wrong(place + "." + KIND, "one of the kinds of " + type.getSimpleName(), map.get(KIND)));
        }
        RecordComponent[] components = made.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = read(
                    components[i].getGenericType(),
                    map.get(components[i].getName()),
                    place + "." + components[i].getName());
        }
        try {
            Constructor<?> canonical = made.getDeclaredConstructor(types);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(place + " is no " + made.getSimpleName() + ": " + cause.getMessage(), e);
        }
    }

    private static Object read(Type type, @Nullable Object tree, String place) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, tree, place);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == int.class && tree instanceof Number number) {
            return Math.toIntExact(number.longValue());
        }
        if (plain == long.class && tree instanceof Number number) {
            return number.longValue();
        }
        if (plain == boolean.class && tree instanceof Boolean) {
            return tree;
        }
        if (plain == String.class && tree instanceof String) {
            return tree;
        }
        if (plain == Duration.class && tree instanceof Number number) {
            return Duration.ofNanos(number.longValue());
        }
        if (plain == OptionalInt.class && (tree == null || tree instanceof Number)) {
            return tree instanceof Number number
                    ? OptionalInt.of(Math.toIntExact(number.longValue()))
                    : OptionalInt.empty();
        }
        if (plain.isEnum() && tree instanceof String name) {
            return Stream.of(plain.getEnumConstants())
                    .filter(one -> ((Enum<?>) one).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong(place, "one of " + List.of(plain.getEnumConstants()), tree));
        }
        if (plain.isRecord() || plain.isSealed()) {
            return read(plain, tree, place);
        }
        throw wrong(place, "a " + plain.getSimpleName(), tree);
    }

    private static Object generic(ParameterizedType type, @Nullable Object tree, String place) {
        Type[] parts = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return tree == null ? Optional.empty() : Optional.of(read(parts[0], tree, place));
        }
        if (type.getRawType() == Map.class && tree instanceof Map<?, ?> map) {
            // In the order in which they stand: some are known by it.
            Map<Object, Object> made = new LinkedHashMap<>();
            map.forEach((key, value) -> made.put(read(parts[0], key, place), read(parts[1], value, place + "." + key)));
            return Collections.unmodifiableMap(made);
        }
        if (tree instanceof List<?> list) {
            List<Object> made = new ArrayList<>();
            list.forEach(each -> made.add(read(parts[0], each, place)));
            return type.getRawType() == List.class ? List.copyOf(made) : new LinkedHashSet<>(made);
        }
        throw wrong(place, "a " + type, tree);
    }

    private static IllegalArgumentException wrong(String place, String right, @Nullable Object tree) {
        return new IllegalArgumentException(place + " is " + tree + ", but has to be " + right);
    }
}

package org.livechat.api.part;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A key that a part reads from its section of the configuration. Two of the same key are different settings: keep the one
 * that was declared and ask {@link Settings#get} for it. Immutable.
 *
 * @since 1
 */
public final class Setting<T> {
    private final String key;
    private final SettingType<T> type;
    private final T byDefault;
    private final String description;
    private final boolean secret;

    private Setting(String key, SettingType<T> type, T byDefault, String description, boolean secret) {
        this.key = key;
        this.type = type;
        this.byDefault = byDefault;
        this.description = description;
        this.secret = secret;
    }

    /**
     * A setting of a type of its own.
     *
     * @param key its name in the section, in lower case with underscores; dots lead into nested mappings
     * @param byDefault what it is where nothing is said
     * @param description one sentence for operators
     */
    public static <T> Setting<T> of(String key, SettingType<T> type, T byDefault, String description) {
        return new Setting<>(key, type, byDefault, description, false);
    }

    /** Any text. */
    public static Setting<String> text(String key, String byDefault, String description) {
        return of(key, Scalars.text(), byDefault, description);
    }

    /** Any text, or nothing: an empty one counts as none. */
    public static Setting<Optional<String>> optionalText(String key, String description) {
        return of(key, Scalars.optionalText(), Optional.empty(), description);
    }

    /** A whole number. */
    public static Setting<Integer> integer(String key, int byDefault, int least, int most, String description) {
        return of(key, Scalars.integer(least, most), byDefault, description);
    }

    /** A whole number or a word that means none and is the default; the empty word stands for saying nothing. */
    public static Setting<OptionalInt> integerUnless(String key, String word, int least, int most, String description) {
        return of(key, Scalars.integerUnless(word, least, most), OptionalInt.empty(), description);
    }

    /** A length of time, such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
    public static Setting<Duration> duration(String key, Duration byDefault, String description) {
        return of(key, Scalars.duration(), byDefault, description);
    }

    /** A length of time between two bounds, which may be reached. */
    public static Setting<Duration> duration(
            String key, Duration byDefault, Duration least, Duration most, String description) {
        return of(key, Scalars.duration(least, most), byDefault, description);
    }

    /** A length of time, or a word that means none and is the default. */
    public static Setting<Optional<Duration>> durationUnless(String key, String word, String description) {
        return of(key, Scalars.durationUnless(word), Optional.empty(), description);
    }

    /** A length of time between two bounds, which may be reached, or a word that means none and is the default. */
    public static Setting<Optional<Duration>> durationUnless(
            String key, String word, Duration least, Duration most, String description) {
        return of(key, Scalars.durationUnless(word, least, most), Optional.empty(), description);
    }

    /** A size in bytes, such as {@code 2048B}, {@code 256KiB}, {@code 4MiB}. */
    public static Setting<Integer> bytes(String key, int byDefault, String description) {
        return of(key, Scalars.bytes(), byDefault, description);
    }

    /** A size in bytes between two bounds, which may be reached. */
    public static Setting<Integer> bytes(String key, int byDefault, int least, int most, String description) {
        return of(key, Scalars.bytes(least, most), byDefault, description);
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String key, boolean byDefault, String description) {
        return of(key, Scalars.flag(), byDefault, description);
    }

    /** One of a few words. */
    public static Setting<String> choice(String key, String byDefault, List<String> choices, String description) {
        NavigableSet<String> sorted = new TreeSet<>(choices);
        return of(key, Scalars.choice(sorted), byDefault, description);
    }

    /** A list of any texts. */
    public static Setting<List<String>> texts(String key, List<String> byDefault, String description) {
        return texts(key, byDefault, "texts", _ -> true, description);
    }

    /**
     * A list of texts of some form.
     *
     * @param expected the form in words, such as {@code IP addresses such as 192.0.2.7}
     * @param isSound tells whether a text has it
     */
    public static Setting<List<String>> texts(
            String key, List<String> byDefault, String expected, Predicate<String> isSound, String description) {
        return of(key, new SettingType.Texts(expected, isSound), List.copyOf(byDefault), description);
    }

    /**
     * A list of mappings.
     *
     * @param keys what may stand in each
     * @param byDefault values as a file has them, by key
     */
    public static Setting<List<Settings>> mappings(
            String key, List<Setting<?>> keys, List<Map<String, String>> byDefault, String description) {
        var type = new SettingType.Mappings(keys);
        return of(key, type, type.of(byDefault), description);
    }

    /** The same, but its value is shown to nobody: not by {@code --print-config}, nor to operators. */
    public Setting<T> secret() {
        return new Setting<>(key, type, byDefault, description, true);
    }

    public String key() {
        return key;
    }

    public SettingType<T> type() {
        return type;
    }

    public T byDefault() {
        return byDefault;
    }

    /** One sentence for operators. */
    public String description() {
        return description;
    }

    public boolean isSecret() {
        return secret;
    }

    /**
     * The value that a text means, as an override writes it.
     *
     * @param place names the value in the error
     * @throws SettingRefused when it means none
     */
    @SuppressWarnings("unchecked") // what Texts and Mappings are types of is fixed
    public T read(String text, String place) {
        return switch (type) {
            case SettingType.One<T> one ->
                one.read()
                        .apply(text.strip())
                        .orElseThrow(() -> new SettingRefused("%s is '%s', but has to be %s"
                                .formatted(place, secret ? "..." : text, one.expected())));
            case SettingType.Texts texts -> (T) texts.checked(separated(text, place), place);
            case SettingType.Mappings _ ->
                throw new SettingRefused(place + " is a list of mappings, which only the configuration file can hold");
        };
    }

    private List<String> separated(String text, String place) {
        List<String> parts = Scalars.separated(text);
        if (parts.contains("")) {
            throw new SettingRefused("%s is '%s', but has to have something before, between and after its commas"
                    .formatted(place, secret ? "..." : text));
        }
        return parts;
    }

    /** A value as a file would have it, in words where that would be no single line; hidden where it is secret. */
    public String write(T value) {
        if (secret) {
            return value.equals(byDefault) ? "" : "(hidden)";
        }
        return switch (type) {
            case SettingType.One<T> one -> one.write().apply(value);
            case SettingType.Texts _ -> value.toString();
            case SettingType.Mappings _ -> value.equals(List.of()) ? "[]" : "(a list)";
        };
    }
}

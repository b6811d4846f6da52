package org.livechat.api.part;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The single values that settings can have. */
final class Scalars {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})\\s*(B|KiB|MiB)");
    private static final String A_DURATION = "a length of time such as 500ms, 30s, 5m or 1h";
    private static final String A_SIZE = "a size such as 2048B, 256KiB or 4MiB";
    private static final int KIBIBYTE = 1024;
    private static final int MEBIBYTE = KIBIBYTE * KIBIBYTE;

    private Scalars() {}

    static SettingType<String> text() {
        return new SettingType.One<>("a text", Optional::of, Function.identity());
    }

    static SettingType<Optional<String>> optionalText() {
        return new SettingType.One<>(
                "a text",
                text -> Optional.of(Optional.of(text).filter(given -> !given.isEmpty())),
                value -> value.orElse(""));
    }

    static SettingType<Integer> integer(int least, int most) {
        return new SettingType.One<>(
                wholeNumber(least, most), text -> readInteger(text, least, most), value -> Integer.toString(value));
    }

    static SettingType<OptionalInt> integerUnless(String word, int least, int most) {
        return new SettingType.One<>(
                wholeNumber(least, most) + or(word),
                text -> text.equals(word)
                        ? Optional.of(OptionalInt.empty())
                        : readInteger(text, least, most).map(OptionalInt::of),
                value -> value.isPresent() ? Integer.toString(value.getAsInt()) : word);
    }

    static SettingType<Duration> duration() {
        return new SettingType.One<>(A_DURATION, Scalars::readDuration, Scalars::writeDuration);
    }

    static SettingType<Optional<Duration>> durationUnless(String word) {
        return new SettingType.One<>(
                A_DURATION + or(word),
                text -> text.equals(word) ? Optional.of(Optional.empty()) : present(readDuration(text)),
                value -> value.map(Scalars::writeDuration).orElse(word));
    }

    static SettingType<Duration> duration(Duration least, Duration most) {
        return new SettingType.One<>(
                durationWithin(least, most), text -> readDuration(text, least, most), Scalars::writeDuration);
    }

    static SettingType<Optional<Duration>> durationUnless(String word, Duration least, Duration most) {
        return new SettingType.One<>(
                durationWithin(least, most) + or(word),
                text -> text.equals(word) ? Optional.of(Optional.empty()) : present(readDuration(text, least, most)),
                value -> value.map(Scalars::writeDuration).orElse(word));
    }

    static SettingType<Integer> bytes() {
        return new SettingType.One<>(A_SIZE, Scalars::readBytes, Scalars::writeBytes);
    }

    static SettingType<Integer> bytes(int least, int most) {
        return new SettingType.One<>(
                "%s, from %s to %s".formatted(A_SIZE, writeShortly(least), writeShortly(most)),
                text -> readBytes(text).filter(read -> read >= least && read <= most),
                Scalars::writeBytes);
    }

    static SettingType<Boolean> flag() {
        return new SettingType.One<>(
                "true or false",
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                value -> Boolean.toString(value));
    }

    static SettingType<String> choice(NavigableSet<String> choices) {
        return new SettingType.One<>(
                "one of " + String.join(", ", choices),
                text -> Optional.of(text).filter(choices::contains),
                Function.identity());
    }

    /** The parts of a text between its commas, of which some may be empty; none in an empty one. */
    static List<String> separated(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*", -1));
    }

    private static String wholeNumber(int least, int most) {
        return "a whole number from %d to %d".formatted(least, most);
    }

    private static String durationWithin(Duration least, Duration most) {
        return "%s, from %s to %s".formatted(A_DURATION, writeShortly(least), writeShortly(most));
    }

    private static String or(String word) {
        return word.isEmpty() ? "" : ", or " + word;
    }

    private static Optional<Integer> readInteger(String text, int least, int most) {
        try {
            return Optional.of(Integer.parseInt(text)).filter(number -> number >= least && number <= most);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> readDuration(String text) {
        Matcher match = DURATION.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(match.group(1));
        return Optional.of(
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                });
    }

    private static Optional<Duration> readDuration(String text, Duration least, Duration most) {
        return readDuration(text).filter(read -> read.compareTo(least) >= 0 && read.compareTo(most) <= 0);
    }

    /** A value that may be none, and is not: the outer one is empty where the text is no length of time. */
    private static Optional<Optional<Duration>> present(Optional<Duration> duration) {
        return duration.isPresent() ? Optional.of(duration) : Optional.empty();
    }

    private static String writeDuration(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static String writeShortly(Duration duration) {
        if (duration.isZero() || duration.toMillis() % Duration.ofMinutes(1).toMillis() != 0) {
            return writeDuration(duration);
        }
        return duration.toMinutes() % 60 == 0 ? duration.toHours() + "h" : duration.toMinutes() + "m";
    }

    private static Optional<Integer> readBytes(String text) {
        Matcher match = BYTES.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(match.group(1));
        long bytes = switch (match.group(2)) {
            case "B" -> count;
            case "KiB" -> count * KIBIBYTE;
            default -> count * MEBIBYTE;
        };
        return bytes > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) bytes);
    }

    private static String writeBytes(int bytes) {
        return bytes % KIBIBYTE == 0 ? bytes / KIBIBYTE + "KiB" : bytes + "B";
    }

    private static String writeShortly(int bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "MiB" : writeBytes(bytes);
    }
}

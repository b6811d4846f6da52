package org.livechat.tools;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as people write it: whole numbers with d, h, m and s, the longer units first. */
final class TimeSpan implements ITypeConverter<Duration> {
    private static final Pattern FORM =
            Pattern.compile("(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?");

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        Duration length = matcher.matches()
                ? Duration.ofDays(number(matcher, 1))
                        .plusHours(number(matcher, 2))
                        .plusMinutes(number(matcher, 3))
                        .plusSeconds(number(matcher, 4))
                : Duration.ZERO;
        if (length.isZero()) {
            throw new TypeConversionException(
                    "'" + text + "' is no length of time here: whole seconds at least, such as 90s, 30m, 1h30m or 2d");
        }
        return length;
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

package org.livechat.tools;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as people write it: Unix time in ms, or ISO 8601 with an offset, or without one in this machine's time zone. */
final class Moment implements ITypeConverter<Instant> {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss[.SSS]][XXX]]").withResolverStyle(ResolverStyle.STRICT);

    @Override
    public Instant convert(String text) {
        if (text.matches("\\d{1,15}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            TemporalAccessor parsed = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (parsed) {
                case OffsetDateTime moment -> moment.toInstant();
                case LocalDateTime local -> local.atZone(ZoneId.systemDefault()).toInstant();
                case LocalDate day -> day.atStartOfDay(ZoneId.systemDefault()).toInstant();
                default -> throw new DateTimeException("no moment");
            };
        } catch (DateTimeException _) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is no moment here: Unix time in ms, or such as 2026-11-30, 2026-11-30T20:04 or 2026-11-30T20:04:47Z");
        }
    }
}

package org.livechat.tools;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A day of the calendar as ISO 8601 writes it, with words for what is none, in place of those of Java. */
final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new TypeConversionException("'" + text + "' is no day such as 2026-11-30");
        }
    }
}

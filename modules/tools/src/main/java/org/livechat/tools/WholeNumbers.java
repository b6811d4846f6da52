package org.livechat.tools;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers as options take them, with words for what is none, in place of those of Java. */
final class WholeNumbers {
    private static final Pattern FORM = Pattern.compile("[+-]?[0-9]+");

    private WholeNumbers() {}

    static void registerAt(CommandLine command) {
        command.registerConverter(int.class, (ITypeConverter<Integer>) WholeNumbers::integer);
        command.registerConverter(Integer.class, (ITypeConverter<Integer>) WholeNumbers::integer);
        command.registerConverter(long.class, (ITypeConverter<Long>) WholeNumbers::longInteger);
        command.registerConverter(Long.class, (ITypeConverter<Long>) WholeNumbers::longInteger);
    }

    private static int integer(String text) {
        long number = number(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return (int) number;
    }

    private static long longInteger(String text) {
        return number(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long number(String text, long least, long most) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // It is beyond a long, and so told below.
        }
        throw new TypeConversionException("'" + text + "' is not from " + least + " to " + most);
    }
}

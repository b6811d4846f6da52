package org.livechat.tools;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port that can be connected to. */
public final class PortNumber implements ITypeConverter<Integer> {
    private static final int MOST = 65_535;
    private static final Pattern FORM = Pattern.compile("[0-9]{1,5}");

    /** Made by picocli. */
    public PortNumber() {}

    @Override
    public Integer convert(String text) {
        int port = FORM.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MOST) {
            throw new TypeConversionException(
                    "'" + text + "' is no TCP port; it has to be a whole number from 1 to " + MOST + ", such as 8080");
        }
        return port;
    }
}

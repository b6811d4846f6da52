package org.livechat.tools;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livechat.protocol.Opcode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What events of a trace may be called: who asks for one that cannot be would wait for ever. */
final class TraceNames {
    private static final List<String> DIRECTIONS = List.of("in", "out", "sys");

    private TraceNames() {}

    /** Whether packets are called so; other events have names that the server and its plug-ins give. */
    static boolean isOfPackets(String text) {
        return Stream.of(Opcode.values())
                .anyMatch(opcode -> opcode.name().equalsIgnoreCase(text)
                        || Integer.toString(opcode.number()).equals(text));
    }

    /** One of the directions, whatever its case. */
    static final class Direction implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (DIRECTIONS.stream().noneMatch(text::equalsIgnoreCase)) {
                throw new TypeConversionException("'" + text + "' is no direction; there are in, out and sys");
            }
            return text;
        }
    }

    /** A number of packets, or a name. */
    static final class Operation implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            boolean isNumber = text.chars().allMatch(character -> character >= '0' && character <= '9');
            if (isNumber && !isOfPackets(text)) {
                throw new TypeConversionException("'" + text + "' is no number of packets; there are " + all());
            }
            return text;
        }

        private static String all() {
            return Stream.of(Opcode.values())
                    .map(opcode -> opcode.number() + " " + opcode.name())
                    .collect(Collectors.joining(", "));
        }
    }
}

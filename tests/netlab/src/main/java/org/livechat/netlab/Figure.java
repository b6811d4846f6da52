package org.livechat.netlab;

import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Arithmetic with figures that a browser may not have: of nothing comes nothing. */
final class Figure {
    private Figure() {}

    static OptionalDouble times(OptionalDouble figure, double factor) {
        return figure.isEmpty() ? figure : OptionalDouble.of(factor * figure.getAsDouble());
    }

    static OptionalDouble difference(OptionalDouble figure, OptionalDouble less) {
        return figure.isEmpty() || less.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(figure.getAsDouble() - less.getAsDouble());
    }

    static OptionalDouble sum(OptionalDouble one, OptionalDouble other) {
        return difference(one, times(other, -1));
    }

    /** A part of a whole, times a factor; 0 if there is no whole. */
    static OptionalDouble share(OptionalDouble part, OptionalDouble whole, double factor) {
        if (part.isEmpty() || whole.isEmpty()) {
            return OptionalDouble.empty();
        }
        double of = whole.getAsDouble();
        return OptionalDouble.of(of <= 0 ? 0 : factor * part.getAsDouble() / of);
    }

    /** With so many decimals, or {@code -}. */
    static String text(OptionalDouble figure, int decimals) {
        return figure.isEmpty() ? "-" : ("%." + decimals + "f").formatted(figure.getAsDouble());
    }

    /** The one in the middle of those that are there, or the mean of the two. */
    static OptionalDouble median(Stream<OptionalDouble> figures) {
        double[] sorted = figures.filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }
}

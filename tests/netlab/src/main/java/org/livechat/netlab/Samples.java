package org.livechat.netlab;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The statistics of a page's connections as netlab.js samples them, oldest first, from the last sample before an instant to
 * the last before another. Streams are told apart by their id; one that is not there yet has had nothing.
 */
record Samples(List<JsonNode> all) {
    private static final double MILLIS_PER_SECOND = 1000;

    static Samples of(JsonNode array) {
        return new Samples(stream(array).toList());
    }

    /** Those of a span of time. */
    Samples between(long fromMillis, long toMillis) {
        int first = 0;
        while (first + 1 < all.size() && at(first + 1) <= fromMillis) {
            first++;
        }
        int end = first;
        while (end < all.size() && at(end) <= toMillis) {
            end++;
        }
        return new Samples(all.subList(first, Math.min(all.size(), Math.max(end, first + 1))));
    }

    /** Those from the last before the first packet of video was sent. */
    Samples sinceSending() {
        int first = 0;
        while (first + 1 < all.size() && !hasSent(all.get(first + 1))) {
            first++;
        }
        return new Samples(all.subList(first, all.size()));
    }

    private static boolean hasSent(JsonNode sample) {
        return stream(sample.path("outbound"))
                .anyMatch(report -> report.path("kind").asString("").equals("video")
                        && report.path("packetsSent").asLong(0) > 0);
    }

    double seconds() {
        return all.isEmpty() ? 0 : (at(all.size() - 1) - at(0)) / MILLIS_PER_SECOND;
    }

    /** How much a number grew, summed over the streams of a direction and kind; empty if the browser does not count it. */
    OptionalDouble grown(String direction, String kind, String name) {
        List<String> ids = ids(direction, kind).toList();
        if (!ids.isEmpty()
                && ids.stream().allMatch(id -> last(direction, id).path(name).isMissingNode())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(ids.stream()
                .mapToDouble(
                        id -> value(all.getLast(), direction, id, name) - value(all.getFirst(), direction, id, name))
                .sum());
    }

    /** What a stream's report said last of a number; 0 if there is no such stream, empty if the browser does not count it. */
    OptionalDouble last(String direction, String id, String... path) {
        return id.isEmpty() ? OptionalDouble.of(0) : number(last(direction, id), path);
    }

    /** A number inside of JSON, if it is there. */
    static OptionalDouble number(JsonNode from, String... path) {
        JsonNode at = from;
        for (String name : path) {
            at = at.path(name);
        }
        return at.isNumber() ? OptionalDouble.of(at.asDouble()) : OptionalDouble.empty();
    }

    /** The streams of a direction and kind that have ever had a packet at the end. */
    Stream<String> ids(String direction, String kind) {
        if (all.isEmpty()) {
            return Stream.of();
        }
        return stream(all.getLast().path(direction))
                .filter(report -> report.path("kind").asString("").equals(kind))
                .filter(report -> report.path("packetsReceived").asLong(0)
                                + report.path("packetsSent").asLong(0)
                        > 0)
                .map(report -> report.path("id").asString());
    }

    /** The lengths of time in seconds in which a number of a stream did not grow, as precisely as it was sampled. */
    List<Double> pauses(String direction, String id, String name) {
        Stream.Builder<Double> pauses = Stream.builder();
        long since = at(0);
        for (int i = 1; i < all.size(); i++) {
            boolean grew = value(all.get(i), direction, id, name) > value(all.get(i - 1), direction, id, name);
            if (grew || i == all.size() - 1) {
                pauses.add((at(i) - since) / MILLIS_PER_SECOND);
                since = at(i);
            }
        }
        return pauses.build().toList();
    }

    /** A report of a stream as it was last. */
    JsonNode last(String direction, String id) {
        return report(all.getLast(), direction, id);
    }

    /** The last sample. */
    JsonNode last() {
        return all.getLast();
    }

    /** What a sample says at each full second since the first, from the first on. */
    List<Double> everySecond(ToDoubleFunction<JsonNode> said) {
        return IntStream.rangeClosed(0, (int) seconds())
                .mapToObj(second -> said.applyAsDouble(
                        between(0, at(0) + second * (long) MILLIS_PER_SECOND).last()))
                .toList();
    }

    private long at(int index) {
        return all.get(index).path("at").asLong();
    }

    static double value(JsonNode sample, String direction, String id, String name) {
        return report(sample, direction, id).path(name).asDouble(0);
    }

    private static JsonNode report(JsonNode sample, String direction, String id) {
        return stream(sample.path(direction))
                .filter(report -> report.path("id").asString("").equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

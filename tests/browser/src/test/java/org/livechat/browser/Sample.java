package org.livechat.browser;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one person heard and saw at one instant.
 *
 * @param unixMillis when, by the clock all browsers of a test share
 * @param decibels loudness at each tone; 0 is full scale
 * @param frames how many video frames had been shown so far
 * @param rgb the colour of the picture, 0..255 each
 * @param tiles the colours of a conference's tiles, by the names that stand under them
 */
record Sample(
        long unixMillis, Map<Tone, Double> decibels, long frames, List<Double> rgb, Map<String, List<Double>> tiles) {
    /** A tone of half amplitude measures about -15 dB; a codec's leakage and comfort noise are far below this. */
    private static final double HEARD = -45;

    boolean hears(Tone tone) {
        return decibels.get(tone) > HEARD;
    }

    boolean hearsNothing() {
        return decibels.keySet().stream().noneMatch(this::hears);
    }

    boolean sees(SolidColour colour) {
        return colour.isLike(rgb);
    }

    /** Whether the tile of a user shows a colour. */
    boolean sees(String user, SolidColour colour) {
        return tiles.containsKey(user) && colour.isLike(tiles.get(user));
    }

    /** Of a sample as senses.js makes it. */
    static Sample of(List<?> measured) {
        Map<Tone, Double> decibels = new EnumMap<>(Tone.class);
        List<Double> loudness = numbers(measured.get(1));
        for (Tone tone : Tone.values()) {
            decibels.put(tone, loudness.get(decibels.size()));
        }
        return new Sample(
                ((Number) measured.get(0)).longValue(),
                decibels,
                ((Number) measured.get(2)).longValue(),
                numbers(measured.get(3)),
                ((List<?>) measured.get(4))
                        .stream()
                                .map(tile -> (List<?>) tile)
                                .collect(Collectors.toMap(
                                        tile -> (String) tile.getFirst(),
                                        tile -> numbers(tile.getLast()),
                                        (a, b) -> b)));
    }

    private static List<Double> numbers(Object list) {
        return ((List<?>) list)
                .stream().map(number -> ((Number) number).doubleValue()).toList();
    }
}

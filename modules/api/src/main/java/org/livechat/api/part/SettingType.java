package org.livechat.api.part;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a setting is written in the configuration, and what its values are.
 *
 * @since 1
 */
public sealed interface SettingType<T> {
    /**
     * One value.
     *
     * @param expected what may stand there, in words that follow "has to be"
     * @param read the value that a text means; empty when it means none
     * @param write a text that is read as this value
     */
    record One<T>(String expected, Function<String, Optional<T>> read, Function<T, String> write)
            implements SettingType<T> {}

    /**
     * A list of texts; in an override they are separated by commas.
     *
     * @param expected what may stand in it, in words that follow "takes"
     * @param isSound tells whether a text may
     */
    record Texts(String expected, Predicate<String> isSound) implements SettingType<List<String>> {
        /**
         * The texts, if all may stand in the list.
         *
         * @param place names the list in the error
         * @throws SettingRefused when one may not
         */
        public List<String> checked(List<String> texts, String place) {
            for (String text : texts) {
                if (!isSound.test(text)) {
                    throw new SettingRefused("%s has '%s', but takes %s".formatted(place, text, expected));
                }
            }
            return List.copyOf(texts);
        }
    }

    /**
     * A list of mappings, each with the same keys. There is no override for one.
     *
     * @param keys what may stand in each
     */
    record Mappings(List<Setting<?>> keys) implements SettingType<List<Settings>> {
        public Mappings {
            keys = List.copyOf(keys);
        }

        List<Settings> of(List<Map<String, String>> texts) {
            return texts.stream().map(item -> Settings.of(keys, item)).toList();
        }
    }
}

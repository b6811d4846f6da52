package org.livechat.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.FloorChoice;
import org.livechat.floor.FloorSettings;

/**
 * Channels.
 *
 * @param defaultCapacity members of a channel that was created without a capacity
 * @param largestCapacity the most members that a client may ask for
 * @param maximum the most channels there may be, presets included; frequencies have four digits
 * @param perCreator the most channels that one user may have made
 * @param emptyLifetime a channel made by a client goes when it has been empty for this long
 * @param messageBytes the longest message in bytes of UTF-8
 * @param presets channels that are always there
 */
public record ChannelsConfig(
        int defaultCapacity,
        int largestCapacity,
        int maximum,
        int perCreator,
        Duration emptyLifetime,
        int messageBytes,
        List<Preset> presets) {
    /** A channel that is there from the start and cannot be deleted by clients. */
    public record Preset(String id, String frequency, String name, ChannelMode mode, int capacity, FloorChoice floor) {}

    private static final int PRESET_CAPACITY = 20;
    private static final int LARGEST_CAPACITY = 100_000;
    private static final int FREQUENCIES = 10_000;

    private static final List<Preset> SHIPPED = List.of(
            new Preset("CH_0001", "0001", "Dispatch 📻", ChannelMode.PTT, PRESET_CAPACITY, FloorChoice.none()),
            new Preset("CH_0002", "0002", "Field team 🌲", ChannelMode.PTT, PRESET_CAPACITY, FloorChoice.none()),
            new Preset("CH_0003", "0003", "Événements 🎪", ChannelMode.PTT, PRESET_CAPACITY, FloorChoice.none()),
            new Preset(
                    "CH_0004", "0004", "Conference 🎥", ChannelMode.CONFERENCE, PRESET_CAPACITY, FloorChoice.none()));

    static ChannelsConfig read(Section section) {
        var config = new ChannelsConfig(
                section.integer("default_capacity", 100, 1, LARGEST_CAPACITY),
                section.integer("largest_capacity", 1000, 1, LARGEST_CAPACITY),
                section.integer("maximum", FREQUENCIES, 1, FREQUENCIES),
                section.integer("per_creator", 20, 0, FREQUENCIES),
                section.duration("empty_lifetime", Duration.ofMinutes(10)),
                section.integer("message_bytes", 2000, 1, 65_536),
                section.sections("presets")
                        .map(presets ->
                                presets.stream().map(ChannelsConfig::preset).toList())
                        .orElse(SHIPPED));
        section.end();
        return config;
    }

    private static Preset preset(Section section) {
        var preset = new Preset(
                section.requiredText("id"),
                section.requiredText("freq"),
                section.requiredText("name"),
                section.choice("mode", "ptt", Set.of("ptt", "conference")).equals("ptt")
                        ? ChannelMode.PTT
                        : ChannelMode.CONFERENCE,
                section.integer("capacity", PRESET_CAPACITY, 1, LARGEST_CAPACITY),
                floor(section.section("floor")));
        section.end();
        return preset;
    }

    private static FloorChoice floor(Section section) {
        var choice = new FloorChoice(
                section.optionalText("profile"),
                section.optionalText("policy"),
                section.optionalInteger("queue_limit", 0, FloorSettings.MOST_QUEUED));
        section.end();
        return choice;
    }
}

package org.livechat.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.part.Section;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.core.ChannelSettings;
import org.livechat.core.PresetChannel;
import org.livechat.floor.FloorSettings;

/** The section {@code channels}. */
final class ChannelsSection {
    private static final int PRESET_CAPACITY = 20;
    private static final int LARGEST_CAPACITY = 100_000;
    /** A frequency has four digits. */
    private static final int FREQUENCIES = 10_000;

    private static final Setting<Integer> DEFAULT_CAPACITY = Setting.integer(
            "default_capacity",
            100,
            1,
            LARGEST_CAPACITY,
            "The most members of a channel that was made without saying.");
    private static final Setting<Integer> LARGEST = Setting.integer(
            "largest_capacity", 1000, 1, LARGEST_CAPACITY, "The most members that a client may ask for.");
    private static final Setting<Integer> MAXIMUM =
            Setting.integer("maximum", FREQUENCIES, 1, FREQUENCIES, "The most channels of this server.");
    private static final Setting<Integer> PER_CREATOR =
            Setting.integer("per_creator", 20, 0, FREQUENCIES, "The most channels that one user may have made.");
    private static final Setting<Duration> EMPTY_LIFETIME = Setting.duration(
            "empty_lifetime",
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofDays(365),
            "A channel made by a client goes when it has been empty for this long.");
    private static final Setting<Integer> MESSAGE_BYTES =
            Setting.integer("message_bytes", 2000, 1, 65_536, "The longest message, in bytes of UTF-8.");

    private static final Setting<Boolean> RECORD_BY_CLIENTS = Setting.flag(
            "record_by_clients",
            false,
            "Whether clients may make channels that are recorded, too, not operators alone.");

    private static final Setting<String> ID = Setting.text("id", "", "What clients call it.");
    private static final Setting<String> FREQUENCY = Setting.text("freq", "", "Four digits.");
    private static final Setting<String> NAME = Setting.text("name", "", "What people see.");
    private static final Setting<String> MODE = Setting.choice(
            "mode",
            ChannelMode.PTT.wireName(),
            List.of(ChannelMode.PTT.wireName(), ChannelMode.CONFERENCE.wireName()),
            "One talker at a time, or everybody.");
    private static final Setting<Integer> CAPACITY =
            Setting.integer("capacity", PRESET_CAPACITY, 1, LARGEST_CAPACITY, "The most members.");
    private static final Setting<Optional<String>> FLOOR_PROFILE =
            Setting.optionalText("floor.profile", "Another profile than that of the section floor.");
    private static final Setting<Optional<String>> FLOOR_POLICY =
            Setting.optionalText("floor.policy", "Another policy than that of the section floor.");
    private static final Setting<OptionalInt> FLOOR_QUEUE_LIMIT = Setting.integerUnless(
            "floor.queue_limit",
            "",
            0,
            FloorSettings.MOST_QUEUED,
            "Another queue limit than that of the section floor.");

    private static final Setting<Boolean> RECORD =
            Setting.flag("record", false, "Whether what is said in it is recorded; its members are told.");

    private static final Setting<List<Settings>> PRESETS = Setting.mappings(
            "presets",
            List.of(ID, FREQUENCY, NAME, MODE, CAPACITY, FLOOR_PROFILE, FLOOR_POLICY, FLOOR_QUEUE_LIMIT, RECORD),
            List.of(
                    Map.of("id", "CH_0001", "freq", "0001", "name", "Dispatch 📻"),
                    Map.of("id", "CH_0002", "freq", "0002", "name", "Field team 🌲"),
                    Map.of("id", "CH_0003", "freq", "0003", "name", "Événements 🎪"),
                    Map.of("id", "CH_0004", "freq", "0004", "name", "Conference 🎥", "mode", "conference")),
            "Channels that are there from the start, which clients cannot change.");

    static final Section SECTION = new Section(
            "channels",
            List.of(
                    DEFAULT_CAPACITY,
                    LARGEST,
                    MAXIMUM,
                    PER_CREATOR,
                    EMPTY_LIFETIME,
                    MESSAGE_BYTES,
                    RECORD_BY_CLIENTS,
                    PRESETS));

    private ChannelsSection() {}

    static ChannelSettings of(Settings settings) {
        return new ChannelSettings(
                settings.get(MAXIMUM),
                settings.get(PER_CREATOR),
                settings.get(EMPTY_LIFETIME),
                settings.get(DEFAULT_CAPACITY),
                settings.get(LARGEST),
                settings.get(MESSAGE_BYTES),
                settings.get(RECORD_BY_CLIENTS));
    }

    static List<PresetChannel> presets(Settings settings) {
        return settings.get(PRESETS).stream().map(ChannelsSection::preset).toList();
    }

    /** @throws org.livechat.api.part.SettingRefused when a channel has a policy that is not there */
    static void requirePolicies(Settings settings, KnownPolicies known) {
        for (Settings item : settings.get(PRESETS)) {
            item.get(FLOOR_POLICY).ifPresent(policy -> known.require(policy, item, FLOOR_POLICY));
        }
    }

    /**
     * @param noRecorder why nothing can be recorded; empty where it can
     * @throws org.livechat.api.part.SettingRefused when a channel is to be recorded all the same
     */
    static void requireRecorder(Settings settings, Optional<String> noRecorder) {
        noRecorder.ifPresent(why -> settings.get(PRESETS).stream()
                .filter(item -> item.get(RECORD))
                .findFirst()
                .ifPresent(item -> {
                    throw item.refuse(
                            RECORD,
                            "of channel %s is true, but nothing can be recorded: %s".formatted(item.get(ID), why));
                }));
    }

    private static PresetChannel preset(Settings item) {
        return new PresetChannel(
                required(item, ID),
                required(item, FREQUENCY),
                required(item, NAME),
                item.get(MODE).equals(ChannelMode.PTT.wireName()) ? ChannelMode.PTT : ChannelMode.CONFERENCE,
                item.get(CAPACITY),
                new FloorChoice(item.get(FLOOR_PROFILE), item.get(FLOOR_POLICY), item.get(FLOOR_QUEUE_LIMIT)),
                item.get(RECORD));
    }

    private static String required(Settings item, Setting<String> setting) {
        String text = item.get(setting);
        if (text.isEmpty()) {
            throw item.refuse(setting, "is missing");
        }
        return text;
    }
}

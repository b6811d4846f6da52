package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.TrackSelection;

/** Twelve members who show their faces, and four places for faces at each: the pinned and the loudest are seen. */
class CrowdedConferenceTest {
    private static final int MEMBERS = 12;
    private static final int SLOTS = 4;
    private static final int LOUD = 20;
    private static final int ROOM = 90;
    private static final int FRAMES_A_PICTURE = 5;
    private static final Duration A_WHILE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final OfferedTrack[] TRACKS = tracks();

    private final List<TestMember> members = new ArrayList<>();
    private final Map<String, Map<String, String>> shown = new HashMap<>();
    private TestRelay relay;
    private long frames;
    private int changes;

    @BeforeEach
    void join() throws Exception {
        relay = new TestRelay(ChannelMode.CONFERENCE, TestRelay.CONSENT);
        for (int i = 0; i < MEMBERS; i++) {
            members.add(relay.member("m" + i, TRACKS));
        }
        relay.heard(members.toArray(TestMember[]::new));
    }

    @AfterEach
    void leave() {
        relay.close();
    }

    @Test
    void the_pinned_and_the_loudest_are_seen_within_a_second_and_nothing_jumps() {
        // everybody's slots are taken, whoever came first
        speakUntil(
                Set.of(),
                () -> members.stream().allMatch(member -> seenBy(member).size() == SLOTS));
        pin("m0", "v0", "m11");
        speakUntil(Set.of(), () -> seenBy("m0").contains("m11"));

        long begun = System.nanoTime();
        speakUntil(
                Set.of("m7", "m8", "m9"),
                () -> everybodyHearsAndSees("m7") && everybodyHearsAndSees("m8") && everybodyHearsAndSees("m9"));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                "three new speakers are heard and seen by all of %d after %d ms%n", MEMBERS, taken.toMillis());
        assertThat(taken).isLessThan(SOON);
        assertThat(seenBy("m0")).containsExactlyInAnyOrder("m7", "m8", "m9", "m11");

        // they take turns, with pauses as between sentences, and the others breathe
        changes = 0;
        for (int turn = 0; turn < 6; turn++) {
            speakFor(Duration.ofMillis(500), Set.of("m" + (7 + turn % 3)));
        }
        speakFor(A_WHILE, Set.of("m7", "m8", "m9"));
        assertThat(changes).as("changes of slots while the same three talked").isZero();

        // one more than there are places: of those who have been silent somebody goes, and the pinned one stays
        begun = System.nanoTime();
        speakUntil(Set.of("m7", "m3"), () -> everybodyHearsAndSees("m3"));
        taken = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("a fourth one is heard and seen by all after %d ms%n", taken.toMillis());
        assertThat(taken).isLessThan(SOON);
        assertThat(everybodyHearsAndSees("m7")).isTrue();
        assertThat(seenBy("m0")).contains("m7", "m3", "m11");
    }

    /** A picture may have had a place before its user spoke, whoever came first; the voice then comes later. */
    private boolean everybodyHearsAndSees(String user) {
        return members.stream()
                .map(TestMember::userId)
                .filter(member -> !member.equals(user))
                .allMatch(member ->
                        seenBy(member).contains(user) && carriedTo(member, "a").contains(user));
    }

    private List<String> seenBy(TestMember member) {
        return seenBy(member.userId());
    }

    private List<String> seenBy(String user) {
        return carriedTo(user, "v");
    }

    /** Whose streams the slots carry whose names begin so. */
    private List<String> carriedTo(String user, String kind) {
        return shown.getOrDefault(user, Map.of()).entrySet().stream()
                .filter(slot ->
                        slot.getKey().startsWith(kind) && !slot.getValue().equals("nobody"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void pin(String who, String mid, String user) {
        TestMember member = members.stream()
                .filter(one -> one.userId().equals(who))
                .findFirst()
                .orElseThrow();
        relay.plane().select(member.endpointId(), new TrackSelection(mid, Optional.of(user), Optional.empty()));
    }

    private void speakFor(Duration time, Set<String> loud) {
        long end = System.nanoTime() + time.toNanos();
        speakUntil(loud, () -> System.nanoTime() - end >= 0);
    }

    /** Lets some speak and everybody send, in the rhythm of voice frames, until something is so. */
    private void speakUntil(Set<String> loud, BooleanSupplier done) {
        long begun = System.nanoTime();
        long deadline = begun + Duration.ofSeconds(20).toNanos();
        for (long frame = 0; !done.getAsBoolean(); frame++) {
            assertThat(System.nanoTime() - deadline).as("waited too long").isNegative();
            for (TestMember member : members) {
                member.speak(loud.contains(member.userId()) ? LOUD : ROOM);
                if (frames % FRAMES_A_PICTURE == 0) {
                    member.show("v");
                }
            }
            frames++;
            follow();
            LockSupport.parkNanos(
                    begun + Duration.ofMillis(TestMember.FRAME_MILLIS).toNanos() * (frame + 1) - System.nanoTime());
        }
    }

    /** Takes the tracks events that have come, which name all slots of a member. */
    private void follow() {
        for (String event : relay.takeEvents("tracks ")) {
            String[] words = event.split(" ", -1);
            Map<String, String> slots = Arrays.stream(words[1].split(",", -1))
                    .map(slot -> slot.split("=", -1))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            if (!slots.equals(shown.put(words[2], slots))) {
                changes++;
            }
        }
    }

    private static OfferedTrack[] tracks() {
        List<OfferedTrack> tracks = new ArrayList<>();
        tracks.add(new OfferedTrack("0", MediaKind.AUDIO, true, false));
        tracks.add(new OfferedTrack("v", MediaKind.VIDEO, true, false));
        IntStream.range(0, SLOTS).forEach(slot -> {
            tracks.add(OfferedTrack.receiving("a" + slot, MediaKind.AUDIO));
            tracks.add(OfferedTrack.receiving("v" + slot, MediaKind.VIDEO));
        });
        return tracks.toArray(OfferedTrack[]::new);
    }
}

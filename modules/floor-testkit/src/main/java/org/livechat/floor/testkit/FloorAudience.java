package org.livechat.floor.testkit;

import static org.livechat.floor.testkit.FloorWatch.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorParticipant;
import org.livechat.floor.FloorState;
import org.livechat.floor.MediaPath;
import org.livechat.floor.QueuedRequest;

/** What each member believes from what it was told alone: who talks, and where in the queue it stands itself. */
final class FloorAudience {
    private static final String NOBODY = "";

    private final Map<String, FloorParticipant> members = new HashMap<>();
    private final Map<String, String> talkers = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();

    FloorParticipant participant(String userId) {
        addressed(userId);
        return Objects.requireNonNull(members.get(userId));
    }

    boolean isMember(String userId) {
        return members.containsKey(userId);
    }

    /** Whether an input ends what its user had: it goes, or it comes anew. */
    static boolean leaves(FloorInput input, String userId) {
        return switch (input) {
            case FloorInput.Leave leave -> leave.userId().equals(userId);
            case FloorInput.Join join -> join.participant().userId().equals(userId);
            default -> false;
        };
    }

    static boolean releases(FloorInput input, String userId) {
        return input instanceof FloorInput.Release release && release.userId().equals(userId);
    }

    void observe(FloorInput input, List<FloorEffect> effects) {
        switch (input) {
            case FloorInput.Leave leave -> forget(leave.userId());
            case FloorInput.Join join -> {
                forget(join.participant().userId());
                members.put(join.participant().userId(), join.participant());
            }
            case FloorInput.MediaBegun begun ->
                members.computeIfPresent(
                        begun.userId(), (userId, old) -> changed(old, old.silence(), MediaPath.CONNECTING));
            case FloorInput.MediaPath path ->
                members.computeIfPresent(path.userId(), (userId, old) -> withMediaPath(old, path.up()));
            case FloorInput.ReceiveOnly only ->
                members.computeIfPresent(only.userId(), (userId, old) -> withSilence(old, only.silence()));
            case FloorInput.Release release -> positions.remove(release.userId());
            default -> {
                // nobody's membership or place changes by itself
            }
        }
        effects.forEach(effect -> hear(effect, input));
    }

    private void forget(String userId) {
        members.remove(userId);
        talkers.remove(userId);
        positions.remove(userId);
    }

    private static FloorParticipant withMediaPath(FloorParticipant old, boolean up) {
        MediaPath lost = old.mediaPath() == MediaPath.NONE ? MediaPath.NONE : MediaPath.LOST;
        return changed(old, old.silence(), up ? MediaPath.CONNECTED : lost);
    }

    private static FloorParticipant withSilence(FloorParticipant old, Optional<String> silence) {
        return changed(old, silence, old.mediaPath());
    }

    private static FloorParticipant changed(FloorParticipant old, Optional<String> silence, MediaPath path) {
        return new FloorParticipant(
                old.userId(),
                silence,
                path,
                old.defaultPriority(),
                old.priorityCeiling(),
                old.indicators(),
                old.roles());
    }

    private void hear(FloorEffect effect, FloorInput input) {
        if (!(effect instanceof FloorEffect.Denied && input instanceof FloorInput.Request)) {
            effect.addressee().ifPresent(this::addressed);
        }
        switch (effect) {
            case FloorEffect.Granted granted -> {
                canBeHeard(granted.userId());
                talkers.put(granted.userId(), granted.userId());
                positions.remove(granted.userId());
            }
            case FloorEffect.Taken taken -> heardBy(taken.onlyTo(), taken.talker(), taken.talker());
            case FloorEffect.Idle idle -> heardBy(idle.onlyTo(), NOBODY, NOBODY);
            case FloorEffect.QueuePosition position -> {
                canBeHeard(position.userId());
                positions.put(position.userId(), position.position());
            }
            case FloorEffect.Denied denied -> positions.remove(denied.userId());
            default -> {
                // tells nothing about talker or place
            }
        }
    }

    private void canBeHeard(String userId) {
        MediaPath path = participant(userId).mediaPath();
        require(
                path == MediaPath.NONE || path == MediaPath.CONNECTED,
                "nobody has the floor or waits for it who could not be heard, not " + userId + ", " + path);
    }

    private void addressed(String userId) {
        require(isMember(userId), "only members talk, wait and are told anything, not " + userId);
    }

    private void heardBy(Optional<String> onlyTo, String talker, String except) {
        if (onlyTo.isPresent()) {
            talkers.put(onlyTo.get(), talker);
            return;
        }
        for (String member : members.keySet()) {
            if (!member.equals(except)) {
                talkers.put(member, talker);
            }
        }
    }

    /** Everyone believes what is so: nothing was lost on the way. */
    void agreesWith(FloorState state) {
        String talker = state.holder().orElse(NOBODY);
        require(state.members().equals(members.keySet()), "the members are those who joined and have not left");
        for (String member : members.keySet()) {
            require(
                    talker.equals(talkers.get(member)),
                    member + " was told that the talker is '" + talkers.get(member) + "', but it is '" + talker + "'");
        }
        Map<String, Integer> actual = new HashMap<>();
        List<QueuedRequest> queue = state.queue();
        for (int index = 0; index < queue.size(); index++) {
            actual.put(queue.get(index).userId(), index + 1);
        }
        require(actual.equals(positions), "positions told are " + positions + ", but the queue is " + actual);
    }
}

package org.livechat.media.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.recording.Recorder;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;
import org.livechat.media.picture.ChannelView;
import org.livechat.media.picture.RelayPicture;

/**
 * One channel of the media plane: turns plans into the picture that workers relay by. Its methods may be called by any
 * thread and exclude each other; workers only read the {@link ChannelView}.
 */
public final class ChannelRelay {
    /** What a new picture changed. */
    public record Change(List<Endpoint> endpoints, List<Endpoint> slotsChanged) {
        static final Change NOTHING = new Change(List.of(), List.of());
    }

    private final ChannelView view;
    private final Function<String, Optional<Endpoint>> directory;
    private final Speakers speakers;
    private final Tapes tapes;
    private final Map<Slot, String> pins = new HashMap<>();
    private @Nullable RelayPlan plan;
    private Map<Talker, Long> bursts = Map.of();
    private long nextBurst;

    /**
     * @param directory finds an endpoint by its id
     * @param mostSpeakers whose audio a conference forwards at once
     */
    public ChannelRelay(String channelId, Function<String, Optional<Endpoint>> directory, int mostSpeakers) {
        this(channelId, directory, mostSpeakers, Optional.empty());
    }

    /**
     * @param directory finds an endpoint by its id
     * @param mostSpeakers whose audio a conference forwards at once
     * @param recorder keeps what is said where a plan asks for it
     */
    public ChannelRelay(
            String channelId,
            Function<String, Optional<Endpoint>> directory,
            int mostSpeakers,
            Optional<Recorder> recorder) {
        this.view = new ChannelView(channelId);
        this.directory = directory;
        this.speakers = new Speakers(mostSpeakers);
        this.tapes = new Tapes(channelId, recorder);
    }

    /** Makes a plan the standing one, unless a newer one stands already. */
    public synchronized Change publish(RelayPlan newPlan) {
        RelayPlan standing = plan;
        if (standing != null && isOlder(newPlan, standing)) {
            return Change.NOTHING;
        }
        plan = newPlan;
        return draw(newPlan);
    }

    /** Draws the picture anew, since tracks or slots of an endpoint have changed. */
    public synchronized Change refresh() {
        return plan == null ? Change.NOTHING : draw(plan);
    }

    /** Chooses again who is heard and seen, and draws the picture anew if that changed anything. */
    public synchronized Change listen(long nowNanos) {
        RelayPlan standing = plan;
        if (standing == null) {
            return Change.NOTHING;
        }
        List<Endpoint> endpoints = endpoints(standing);
        List<Endpoint> changed = assign(standing, endpoints, talkers(standing), nowNanos);
        return changed.isEmpty() ? Change.NOTHING : picture(standing, endpoints, changed);
    }

    /** Pins a user to a slot, or frees the slot. */
    public synchronized Change pin(Slot slot, Optional<String> userId) {
        userId.ifPresentOrElse(user -> pins.put(slot, user), () -> pins.remove(slot));
        return refresh();
    }

    /** Forgets the plan if it is of this epoch or an older one; returns whether none stands now. */
    public synchronized boolean retire(long epoch) {
        if (plan != null && plan.epoch() > epoch) {
            return false;
        }
        plan = null;
        bursts = Map.of();
        view.show(RelayPicture.SILENCE);
        tapes.end();
        return true;
    }

    private static boolean isOlder(RelayPlan candidate, RelayPlan standing) {
        return candidate.epoch() != standing.epoch()
                ? candidate.epoch() < standing.epoch()
                : candidate.sequence() < standing.sequence();
    }

    private Change draw(RelayPlan drawn) {
        List<Endpoint> endpoints = endpoints(drawn);
        endpoints.forEach(endpoint -> endpoint.relayedBy(view));
        pins.keySet()
                .removeIf(slot -> endpoints.stream()
                        .noneMatch(endpoint -> endpoint.slots().contains(slot)));
        return picture(drawn, endpoints, assign(drawn, endpoints, talkers(drawn), System.nanoTime()));
    }

    /** Gives the slots of all endpoints to talkers; returns the endpoints of which a slot has changed. */
    private List<Endpoint> assign(RelayPlan drawn, List<Endpoint> endpoints, List<Talker> talkers, long nowNanos) {
        speakers.choose(audible(talkers), nowNanos);
        var assigner = new SlotAssigner(drawn.mode(), talkers, speakers.chosen(), pins, nowNanos);
        return endpoints.stream().filter(assigner::assign).toList();
    }

    private Change picture(RelayPlan drawn, List<Endpoint> endpoints, List<Endpoint> changed) {
        List<Talker> talkers = talkers(drawn);
        bursts = numberBursts(talkers);
        view.show(new RelayPicture(
                fanout(endpoints),
                bursts,
                drawn.mode() == ChannelMode.PTT,
                drawn.quietAfter().toNanos(),
                tapes.of(talkers, drawn.recorded())));
        tapes.endOthers(talkers);
        return new Change(endpoints, drawn.mode() == ChannelMode.CONFERENCE ? changed : List.of());
    }

    /** Those that the standing plan names; none before the first. */
    public synchronized List<Endpoint> endpoints() {
        RelayPlan standing = plan;
        return standing == null ? List.of() : endpoints(standing);
    }

    private List<Endpoint> endpoints(RelayPlan drawn) {
        return drawn.endpoints().stream()
                .flatMap(id -> directory.apply(id).stream())
                .toList();
    }

    private List<Talker> talkers(RelayPlan drawn) {
        return endpoints(drawn).stream()
                .filter(endpoint -> drawn.talkers().contains(endpoint.id()) && !endpoint.listenOnly())
                .map(Endpoint::talker)
                .toList();
    }

    private static List<Talker> audible(List<Talker> talkers) {
        return talkers.stream()
                .filter(talker ->
                        talker.tracks().stream().anyMatch(track -> track.kind() == MediaKind.AUDIO && track.isLive()))
                .toList();
    }

    // A talker that stays keeps its burst's number; one that comes, or comes back, gets a new one.
    private Map<Talker, Long> numberBursts(List<Talker> talkers) {
        Map<Talker, Long> numbered = new HashMap<>();
        for (Talker talker : talkers) {
            Long standing = bursts.get(talker);
            numbered.put(talker, standing == null ? nextBurst++ : standing);
        }
        return numbered;
    }

    private static Map<Track, Slot[]> fanout(List<Endpoint> endpoints) {
        Map<Track, List<Slot>> lists = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            for (Slot slot : endpoint.slots()) {
                Track track = slot.assigned();
                if (track != null) {
                    lists.computeIfAbsent(track, key -> new ArrayList<>()).add(slot);
                }
            }
        }
        Map<Track, Slot[]> arrays = new HashMap<>();
        lists.forEach((track, slots) -> arrays.put(track, slots.toArray(Slot[]::new)));
        return arrays;
    }
}

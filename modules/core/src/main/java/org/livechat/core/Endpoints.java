package org.livechat.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.floor.FloorInput;

/** Whose each media endpoint is, and what its events mean to its channel. Events of unknown endpoints are late ones. */
final class Endpoints implements MediaListener {
    private final TimeSource time;
    private final TraceSink trace;
    private final Map<String, Membership> members = new ConcurrentHashMap<>();

    Endpoints(TimeSource time, TraceSink trace) {
        this.time = time;
        this.trace = trace;
    }

    /** Under the lock of the member's channel. */
    void add(String endpointId, Membership member) {
        members.put(endpointId, member);
    }

    /** Under the lock of the member's channel. */
    void remove(String endpointId) {
        members.remove(endpointId);
    }

    int size() {
        return members.size();
    }

    @Override
    public void connected(String endpointId) {
        with(endpointId, member -> {
            show(member, "MEDIA_CONNECTED", "ICE and DTLS are done");
            toFloor(endpointId, member, new FloorInput.MediaPath(member.userId(), true));
        });
    }

    @Override
    public void moved(String endpointId) {
        with(endpointId, member -> show(member, "MEDIA_MOVED", "the client has a new address, media follows it"));
    }

    @Override
    public void burstStarted(String endpointId) {
        with(endpointId, member -> {
            show(member, "MEDIA_STARTED", "the first packet of a burst came");
            toFloor(endpointId, member, new FloorInput.MediaStarted(member.userId()));
        });
    }

    @Override
    public void burstQuiet(String endpointId) {
        with(endpointId, member -> {
            show(member, "MEDIA_QUIET", "the talker sends nothing any more");
            toFloor(endpointId, member, new FloorInput.MediaQuiet(member.userId()));
        });
    }

    @Override
    public void mediaWithoutFloor(String endpointId) {
        with(endpointId, member -> {
            show(member, "MEDIA_WITHOUT_FLOOR", "media that nobody is given");
            member.channel().media().unheard(member, endpointId);
        });
    }

    @Override
    public void tracksChanged(String endpointId, List<SlotAssignment> slots) {
        with(endpointId, member -> {
            show(member, "MEDIA_SLOTS", slots);
            member.channel().media().tracksChanged(member, endpointId, slots);
        });
    }

    @Override
    public void keyframeAsked(String endpointId) {
        with(endpointId, member -> show(member, "MEDIA_KEYFRAME_ASKED", "somebody lacks a keyframe of this video"));
    }

    @Override
    public void firstHeard(String endpointId) {
        with(endpointId, member -> {
            show(member, "MEDIA_FIRST_HEARD", "the first packet was sent on to this member");
            member.channel().media().firstHeard(member, endpointId);
        });
    }

    @Override
    public void mouthToEar(String endpointId, Duration time) {
        with(endpointId, member -> member.channel().media().mouthToEar(member, endpointId, time));
    }

    @Override
    public void closed(String endpointId, Reason reason) {
        with(endpointId, member -> {
            show(member, "MEDIA_CLOSED", explain(reason));
            member.channel().media().closed(member, endpointId, reason);
        });
    }

    private static String explain(Reason reason) {
        return switch (reason) {
            case HANDSHAKE_TIMEOUT -> "no STUN check came in time, or DTLS was not done in time";
            case HANDSHAKE_FAILED -> "DTLS failed";
            case CONSENT_EXPIRED -> "no valid STUN check came any more";
            case CLOSED_BY_PEER -> "the client closed DTLS";
            case SERVER_DEFECT -> "its packets, or those to it, brought out nothing but defects";
        };
    }

    private void show(Membership member, String operation, List<SlotAssignment> slots) {
        if (trace.isActive()) {
            show(
                    member,
                    operation,
                    slots.stream()
                            .map(slot -> slot.mid() + "=" + slot.userId().orElse("nobody")
                                    + (slot.paused() ? " (paused)" : "")
                                    + slot.undecodable()
                                            .map(codec -> " (cannot decode " + codec + ")")
                                            .orElse(""))
                            .collect(Collectors.joining(" ")));
        }
    }

    private void show(Membership member, String operation, String summary) {
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(
                    time.wallMillis(),
                    Optional.of(member.channel().id()),
                    Optional.of(member.userId()),
                    operation,
                    summary));
        }
    }

    private void toFloor(String endpointId, Membership member, FloorInput input) {
        member.channel().media().changed(member, endpointId, input);
    }

    private void with(String endpointId, Consumer<Membership> action) {
        var member = members.get(endpointId);
        if (member != null) {
            action.accept(member);
        }
    }
}

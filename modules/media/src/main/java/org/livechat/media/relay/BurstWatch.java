package org.livechat.media.relay;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.livechat.api.media.MediaKind;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.inbound.CurrentBurst;
import org.livechat.media.inbound.Track;
import org.livechat.media.picture.ChannelView;
import org.livechat.media.picture.RelayPicture;

/** Notices when bursts start and go quiet and when tracks come and go. Owned by one worker. */
public final class BurstWatch {
    /** A track without packets for this long gives its slot to one that has some. */
    private static final long TRACK_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** How often a conference is asked who is loudest. */
    private static final long LISTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Agenda agenda;
    private final MediaEvents events;
    private final Consumer<ChannelView> tracksChanged;
    private final Consumer<ChannelView> levelsChanged;
    private final Set<ChannelView> listening = new HashSet<>();

    /**
     * @param tracksChanged told of channels in which a track came or went
     * @param levelsChanged told, while somebody may be heard in a conference, that it is time to see who is loudest
     */
    public BurstWatch(
            Agenda agenda,
            MediaEvents events,
            Consumer<ChannelView> tracksChanged,
            Consumer<ChannelView> levelsChanged) {
        this.agenda = agenda;
        this.events = events;
        this.tracksChanged = tracksChanged;
        this.levelsChanged = levelsChanged;
    }

    /** The first packet of a burst. */
    void burstStarted(Endpoint from, long burst) {
        RelayPicture picture = from.channel().picture();
        if (picture.reportsBursts()) {
            events.raise(listener -> listener.burstStarted(from.id()));
            watchBurst(from, burst, picture.quietAfterNanos());
        }
    }

    /** The first packet of a track, or the first after a pause. */
    void trackLive(Endpoint from, Track track) {
        track.setLive(true);
        ChannelView channel = from.channel();
        tracksChanged.accept(channel);
        watchTrack(from, track, TRACK_PAUSE_NANOS);
        if (track.kind() == MediaKind.AUDIO && !channel.picture().reportsBursts() && listening.add(channel)) {
            listen(channel);
        }
    }

    private void watchBurst(Endpoint from, long burst, long nanos) {
        agenda.insist(nanos, () -> {
            RelayPicture picture = from.channel().picture();
            CurrentBurst current = from.talker().burst();
            if (from.peer().isClosed() || current.number() != burst || picture.burstOf(from.talker()) != burst) {
                return;
            }
            long left = current.lastMediaNanos() + picture.quietAfterNanos() - agenda.nowNanos();
            if (left > 0) {
                watchBurst(from, burst, left);
            } else {
                current.ended();
                events.raise(listener -> listener.burstQuiet(from.id()));
            }
        });
    }

    private void listen(ChannelView channel) {
        agenda.insist(LISTEN_NANOS, () -> {
            if (channel.picture().isSilent()) {
                listening.remove(channel);
            } else {
                levelsChanged.accept(channel);
                listen(channel);
            }
        });
    }

    private void watchTrack(Endpoint from, Track track, long nanos) {
        agenda.insist(nanos, () -> {
            long left = track.lastPacketNanos() + TRACK_PAUSE_NANOS - agenda.nowNanos();
            if (from.peer().isClosed()) {
                return;
            }
            if (left > 0) {
                watchTrack(from, track, left);
            } else {
                track.setLive(false);
                tracksChanged.accept(from.channel());
            }
        });
    }
}

package org.livechat.media.life;

import java.util.function.Predicate;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.peer.OnwardDefects;
import org.livechat.media.peer.Peer;

/**
 * Ends clients of which nothing but defects has come out for a while, so that they come back with a state that is new. Owned by one
 * worker; of other workers' clients it takes no notice.
 */
public final class HopelessPeers implements OnwardDefects {
    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final EndpointLife life;
    private final Predicate<Peer> owns;

    /** @param owns whether a client is this worker's */
    public HopelessPeers(Agenda agenda, EndpointDirectory directory, EndpointLife life, Predicate<Peer> owns) {
        this.agenda = agenda;
        this.directory = directory;
        this.life = life;
        this.owns = owns;
    }

    /** A packet of a client's brought out a defect as it came. */
    public void failedAsItCame(Peer sender) {
        if (owns.test(sender) && sender.comingDefects().grows(sender.packetsDealtWith(), agenda.nowNanos())) {
            end(sender);
        }
    }

    @Override
    public void failedAsItWentOn(Peer talker) {
        if (owns.test(talker) && talker.onwardDefects().grows(talker.runsSentOn(), agenda.nowNanos())) {
            end(talker);
        }
    }

    @Override
    public void failedAsItWentTo(Peer listener) {
        directory
                .find(listener.id())
                .filter(endpoint ->
                        owns.test(listener) && listener.listeningDefects().grows(sentTo(endpoint), agenda.nowNanos()))
                .ifPresent(_ -> end(listener));
    }

    private static long sentTo(Endpoint listener) {
        return listener.slots().stream()
                .mapToLong(slot -> slot.stream().packetsSent())
                .sum();
    }

    // Not at once: whoever calls is in the middle of what the client had a part in.
    private void end(Peer peer) {
        agenda.submit(() -> directory.find(peer.id()).ifPresent(life::givenUp));
    }
}

package org.livechat.media.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.livechat.rtc.stun.IceLite;

/**
 * What answers a client's checks: one agent, and while ICE restarts those before as well, so that media goes on by the old path until
 * the client has nominated a new one (RFC 8445 9). A client may nominate by the agent before even behind a restart: Chromium 156 begins
 * to check before it has the answer. Any thread.
 */
public final class IceAgents {
    /** Restarts that follow one another faster than a client nominates paths. */
    static final int MOST = 4;

    private final List<IceLite> agents = new ArrayList<>(1);

    IceAgents(IceLite first) {
        agents.add(first);
    }

    /** The agent of this ufrag. */
    public synchronized Optional<IceLite> named(String ufrag) {
        return agents.stream()
                .filter(agent -> agent.local().ufrag().equals(ufrag))
                .findFirst();
    }

    /** The ufrags that checks may name. */
    public synchronized List<String> ufrags() {
        return ufrags(agents);
    }

    /**
     * Begins to restart, unless the agent is the latest one.
     *
     * @return the ufrags that no check may name any more
     */
    synchronized List<String> restart(IceLite next) {
        if (agents.getLast().local().equals(next.local())) {
            return List.of();
        }
        agents.add(next);
        return forget(agents.size() - MOST);
    }

    /** Notes that a check of this ufrag nominates its path; returns the ufrags that no check may name any more. */
    public synchronized List<String> nominated(String ufrag) {
        return forget(ufrags(agents).indexOf(ufrag));
    }

    private List<String> forget(int oldest) {
        if (oldest <= 0) {
            return List.of();
        }
        List<IceLite> leaving = agents.subList(0, oldest);
        List<String> ended = ufrags(leaving);
        leaving.clear();
        return ended;
    }

    private static List<String> ufrags(List<IceLite> agents) {
        return agents.stream().map(agent -> agent.local().ufrag()).toList();
    }
}

package org.livechat.server.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.part.Kit;
import org.livechat.api.part.PartFailed;
import org.livechat.api.part.PartStatus;
import org.livechat.api.part.PluginStatus;
import org.livechat.core.LiveControlPlane;
import org.livechat.server.provider.PartKind;

/** The parts of a running server. */
public final class LiveKit implements Kit {
    private final PartRoll roll;
    private final LiveControlPlane control;
    private volatile boolean open;
    private volatile Blueprint blueprint;
    private HotParts hot;

    LiveKit(Blueprint blueprint, PartRoll roll, HotParts hot, LiveControlPlane control) {
        this.blueprint = blueprint;
        this.roll = roll;
        this.hot = hot;
        this.control = control;
    }

    @Override
    public List<PartStatus> parts() {
        Blueprint now = blueprint;
        List<PartStatus> statuses = new ArrayList<>(roll.statuses(now));
        Stream.of(PartKind.values())
                .filter(PartKind::isHot)
                .flatMap(kind -> now.plugins().of(kind).stream())
                .map(provided -> PartRoll.status(provided, PartStatus.State.RUNNING, Optional.empty(), now))
                .forEach(statuses::add);
        return statuses;
    }

    @Override
    public List<PluginStatus> plugins() {
        return blueprint.plugins().statuses();
    }

    @Override
    public PluginStatus reload(String name) {
        throw new PartFailed("not yet " + hot);
    }

    @Override
    public boolean isReady() {
        return open && !control.isDraining();
    }

    /** From here on clients are welcome, or are not. */
    public void open(boolean isOpen) {
        open = isOpen;
    }
}

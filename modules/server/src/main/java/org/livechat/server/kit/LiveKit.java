package org.livechat.server.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.part.Kit;
import org.livechat.api.part.PartFailed;
import org.livechat.api.part.PartStatus;
import org.livechat.api.part.PluginStatus;
import org.livechat.api.part.SettingRefused;
import org.livechat.core.LiveControlPlane;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.plugin.Plugin;
import org.livechat.server.plugin.PluginRefused;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a running server. */
public final class LiveKit implements Kit {
    private static final Logger log = LoggerFactory.getLogger(LiveKit.class);

    private final PartRoll roll;
    private final LiveControlPlane control;
    private volatile boolean open;
    private volatile Present present;

    private record Present(Blueprint blueprint, HotParts hot) {
        Stream<PartStatus> hotParts() {
            return Stream.of(PartKind.values())
                    .filter(PartKind::isHot)
                    .flatMap(kind -> blueprint.plugins().of(kind).stream())
                    .map(this::status);
        }

        private PartStatus status(Provided provided) {
            Optional<String> failure = hot.failure(provided);
            return PartRoll.status(
                    provided,
                    failure.isPresent() ? PartStatus.State.FAILED : PartStatus.State.RUNNING,
                    failure,
                    blueprint);
        }
    }

    LiveKit(Blueprint blueprint, PartRoll roll, HotParts hot, LiveControlPlane control) {
        this.present = new Present(blueprint, hot);
        this.roll = roll;
        this.control = control;
    }

    @Override
    public List<PartStatus> parts() {
        Present now = present;
        List<PartStatus> statuses = new ArrayList<>(roll.statuses(now.blueprint()));
        now.hotParts().forEach(statuses::add);
        return statuses;
    }

    @Override
    public List<PluginStatus> plugins() {
        return present.blueprint().plugins().statuses();
    }

    @Override
    public synchronized PluginStatus reload(String name) {
        try {
            Blueprint before = present.blueprint();
            before.plugins().find(name).ifPresent(LiveKit::requireHot);
            Blueprint next = before.withPlugin(name);
            Plugin plugin = next.plugins().find(name).orElseThrow();
            requireHot(plugin);
            HotParts renewed = present.hot().renewed(next);
            control.usePolicies(renewed.policies().list());
            control.useCodecs(renewed.codecs().list());
            present = new Present(next, renewed);
            log.info(
                    "Plug-in {} {} was loaded anew: {}",
                    name,
                    plugin.descriptor().version(),
                    String.join(", ", plugin.provides()));
            return plugin.status();
        } catch (PluginRefused | ConfigurationException | SettingRefused | IllegalArgumentException e) {
            String reason = Reason.oneLine(String.valueOf(e.getMessage()));
            // Who asked is an operator: what it asked for may stand in the log.
            log.warn("Plug-in {} is not loaded anew: {}", Reason.oneLine(name), reason);
            throw new PartFailed("plug-in %s is not loaded anew: %s".formatted(name, reason), e);
        }
    }

    private static void requireHot(Plugin plugin) {
        for (Provided provided : plugin.provided()) {
            if (!provided.kind().isHot()) {
                throw new PluginRefused(
                        "its %s is replaced by a restart only; floor policies and codecs can be replaced while the server runs"
                                .formatted(provided.words()));
            }
        }
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

package org.livechat.server.kit;

import java.util.List;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.part.Settings;
import org.livechat.server.plugin.BoundedPolicy;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

/**
 * The parts that can be replaced while the server runs, with their settings. Immutable.
 *
 * @param policies no two of one name
 * @param codecs in the order of their providers
 */
record HotParts(Configured<FloorPolicy> policies, Configured<CodecProvider> codecs) {
    /** @throws org.livechat.api.part.SettingRefused when a setting is wrong */
    static HotParts of(Blueprint blueprint) {
        return new HotParts(Configured.none(), Configured.none()).renewed(blueprint);
    }

    /**
     * Those of another blueprint; what both have stays as it is.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    HotParts renewed(Blueprint blueprint) {
        List<Provided> policyProviders = blueprint.plugins().of(PartKind.FLOOR_POLICY);
        // The first one is the server's own, which judges where one of a plug-in hangs.
        FloorPolicy fallback = (FloorPolicy) policyProviders.getFirst().provider();
        return new HotParts(
                policies.renewed(policyProviders, provided -> policy(provided, blueprint.settings(provided), fallback)),
                codecs.renewed(
                        blueprint.plugins().of(PartKind.CODEC),
                        provided -> ((CodecProvider) provided.provider()).configured(blueprint.settings(provided))));
    }

    private static FloorPolicy policy(Provided provided, Settings said, FloorPolicy fallback) {
        FloorPolicy configured = ((FloorPolicy) provided.provider()).configured(said);
        return provided.plugin().isPresent()
                ? new BoundedPolicy(provided.name(), configured, fallback).warmedUp()
                : configured;
    }
}

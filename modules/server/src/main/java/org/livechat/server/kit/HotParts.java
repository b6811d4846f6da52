package org.livechat.server.kit;

import java.util.List;
import java.util.function.Supplier;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.config.ConfigurationException;
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
                policies.renewed(policyProviders, provided -> policy(provided, blueprint, fallback)),
                codecs.renewed(blueprint.plugins().of(PartKind.CODEC), provided -> codec(provided, blueprint)));
    }

    private static FloorPolicy policy(Provided provided, Blueprint blueprint, FloorPolicy fallback) {
        var policy = (FloorPolicy) provided.provider();
        FloorPolicy configured = configured(provided, () -> policy.configured(blueprint.settings(provided)));
        return provided.plugin().isPresent()
                ? new BoundedPolicy(provided.name(), configured, fallback).warmedUp()
                : configured;
    }

    private static CodecProvider codec(Provided provided, Blueprint blueprint) {
        var codec = (CodecProvider) provided.provider();
        return configured(provided, () -> codec.configured(blueprint.settings(provided)));
    }

    private static <T> T configured(Provided provided, Supplier<T> configure) {
        try {
            return configure.get();
        } catch (SettingRefused e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "%s: %s".formatted(provided.section().path(), e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            throw new ConfigurationException(
                    "%s from %s failed while it was configured: %s".formatted(provided.words(), provided.origin(), e));
        }
    }
}

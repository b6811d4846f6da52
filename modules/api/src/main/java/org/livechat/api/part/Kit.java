package org.livechat.api.part;

import java.util.List;

/**
 * The parts and plug-ins of a server as operators see them. May be called from any thread.
 *
 * @since 1
 */
public interface Kit {
    /** Every part there is, also those that failed, in the order in which they were made. */
    List<PartStatus> parts();

    /** What became of every plug-in, by name. */
    List<PluginStatus> plugins();

    /**
     * Loads a plug-in anew from its folder, or for the first time, while the server runs: its floor policies and codecs
     * take the place of those it brought before. Channels take a new policy at their next idle, negotiations that begin
     * from here on see the new codecs. Waits until that is arranged, a second or two at most.
     *
     * @return what became of it
     * @throws PartFailed when the plug-in is refused, is not there, or brings parts that only a restart can replace;
     *     nothing has changed then
     */
    PluginStatus reload(String name);

    /** Whether the server lets new clients in: it has started, and neither drains nor stops. */
    boolean isReady();
}

package org.livechat.media.event;

import java.util.List;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;

/** Takes no notice, but of what another that extends it does. */
public class DeafListener implements MediaListener {
    public DeafListener() {}

    @Override
    public void connected(String endpointId) {}

    @Override
    public void moved(String endpointId) {}

    @Override
    public void burstStarted(String endpointId) {}

    @Override
    public void burstQuiet(String endpointId) {}

    @Override
    public void mediaWithoutFloor(String endpointId) {}

    @Override
    public void tracksChanged(String endpointId, List<SlotAssignment> slots) {}

    @Override
    public void closed(String endpointId, Reason reason) {}
}

package org.livechat.media.peer;

/** Who is told of defects that packets have brought out on their way from one client to others. On the worker's thread; must not throw. */
public interface OnwardDefects {
    /** Packets of a client's brought out a defect as they went on. */
    void failedAsItWentOn(Peer talker);

    /** Others' packets brought out a defect as they went to a client. */
    void failedAsItWentTo(Peer listener);
}

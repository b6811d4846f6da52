/** What the control plane is told, carried to it on a thread that no packet waits for. */
@NullMarked
package org.livechat.media.event;

import org.jspecify.annotations.NullMarked;

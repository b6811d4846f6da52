/** The media plane: opened from settings, transports and codecs, it does what the control plane asks for. */
@NullMarked
package org.livechat.media;

import org.jspecify.annotations.NullMarked;

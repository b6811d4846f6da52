/** The codecs that the relay knows without a plug-in. */
@NullMarked
package org.livechat.rtc.codec;

import org.jspecify.annotations.NullMarked;

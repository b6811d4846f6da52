/** Access to bytes in network order, and to bits, shared by the protocols and codecs of this module. */
@NullMarked
package org.livechat.rtc.bytes;

import org.jspecify.annotations.NullMarked;
